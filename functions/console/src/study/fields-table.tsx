import { ActionIcon, Badge, Group, Table, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconPencil, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { CORRECT_FIELD } from '../api/documents.ts';
import type { PrintedField, Study } from '../api/types.ts';
import { FIELD_LABELS } from './field-names.ts';
import { parseCorrection } from './parse-correction.ts';

/** What is printed, each value beside the piece of the page it was read from; any can be corrected. */
export function FieldsTable({ study, onChanged }: { study: Study; onChanged: () => void }) {
  const [editing, setEditing] = useState<string | null>(null);
  const [, correct] = useMutation(CORRECT_FIELD);

  async function save(field: PrintedField, text: string) {
    setEditing(null);
    const { data, error } = await correct({
      studyId: study.id,
      name: field.name,
      value: parseCorrection(field.name, text),
      expectedRevision: study.revision,
    });
    const answer = data?.correctField;
    if (error !== undefined || answer === undefined)
      notifications.show({ color: 'red', message: 'The correction did not reach the server.' });
    else if (answer.__typename !== 'StudyChanged')
      notifications.show({ color: 'red', title: answer.message, message: answer.hint });
    else notifications.show({ color: 'teal', message: `Corrected. Runs again: ${answer.rerun.join(', ')}.` });
    onChanged();
  }

  if (study.fields.length === 0) return <Text c="dimmed">Nothing read yet.</Text>;
  return (
    <Table verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          {['Field', 'Value', 'On the page', 'Confidence', ''].map((head) => (
            <Table.Th key={head}>{head}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {study.fields.map((field) => (
          <Table.Tr key={field.name} data-field={field.name}>
            <Table.Td>{FIELD_LABELS[field.name] ?? field.name}</Table.Td>
            <Table.Td>
              {editing === field.name ? (
                <CorrectionForm
                  initial={shownValue(field) ?? ''}
                  label={FIELD_LABELS[field.name] ?? field.name}
                  onSave={(text) => save(field, text)}
                  onCancel={() => setEditing(null)}
                />
              ) : (
                (shownValue(field) ?? (
                  <Text span c="dimmed" size="sm">
                    {field.reason ?? 'absent'}
                  </Text>
                ))
              )}
            </Table.Td>
            <Table.Td>
              {field.cropUrl !== null && (
                <img
                  src={field.cropUrl}
                  alt={`The page at ${FIELD_LABELS[field.name] ?? field.name}`}
                  style={{ maxHeight: 34, maxWidth: 260 }}
                />
              )}
            </Table.Td>
            <Table.Td>
              {field.source === 'edited' ? (
                <Badge color="violet.8">edited</Badge>
              ) : field.confidence === null ? (
                ''
              ) : (
                `${(field.confidence * 100).toFixed(0)} %`
              )}
            </Table.Td>
            <Table.Td>
              <ActionIcon
                variant="subtle"
                aria-label={`Correct ${FIELD_LABELS[field.name] ?? field.name}`}
                onClick={() => setEditing(field.name)}
              >
                <IconPencil size={16} />
              </ActionIcon>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function CorrectionForm({
  initial,
  label,
  onSave,
  onCancel,
}: {
  initial: string;
  label: string;
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
    </form>
  );
}

function shownValue(field: PrintedField): string | null {
  if (field.value === null) return null;
  return Array.isArray(field.value) ? field.value.join('; ') : String(field.value);
}
