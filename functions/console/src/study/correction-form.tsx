import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { FieldAlternative } from '../api/types.ts';
import { valueText } from './value-text.ts';

/** Where a value is corrected: typed, or taken from what else was read. Saving an alternative is one click or Enter. */
export function CorrectionForm({
  initial,
  label,
  alternatives,
  onSave,
  onCancel,
}: {
  initial: string;
  label: string;
  alternatives: readonly FieldAlternative[];
  onSave: (text: string) => void;
  onCancel: () => void;
}) {
  const [text, setText] = useState(initial);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(text);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={4}>
        <Group gap={4} wrap="nowrap">
          <TextInput
            size="xs"
            aria-label={`New value of ${label}`}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            data-autofocus
            autoFocus
          />
          <ActionIcon type="submit" aria-label="Save" variant="light">
            <IconCheck size={16} />
          </ActionIcon>
          <ActionIcon aria-label="Cancel" variant="subtle" onClick={onCancel}>
            <IconX size={16} />
          </ActionIcon>
        </Group>
        {alternatives.length > 0 && (
          <Group gap={4} role="group" aria-label={`Also read for ${label}`}>
            {alternatives.map(({ value, confidence }) => {
              const shown = valueText(value);
              const percent = `${(confidence * 100).toFixed(0)} %`;
              return (
                <Button
                  key={shown}
                  size="compact-xs"
                  variant="default"
                  aria-label={`Set ${label} to ${shown}, read with ${percent}`}
                  onClick={() => onSave(shown)}
                >
                  {shown} · {percent}
                </Button>
              );
            })}
          </Group>
        )}
      </Stack>
    </form>
  );
}
