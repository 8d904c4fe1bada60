import { Button, Group, NativeSelect, Paper, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ChangeEvent, type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { STATE_READING } from '../api/documents.ts';
import type { StatedReading, Study } from '../api/types.ts';
import { fieldsOf, type ReadingFields, readingOf } from './reading-fields.ts';

const FOUND = { value: '', label: 'Found on the page' };
const options = (unit: string, ...values: number[]) => [
  FOUND,
  ...values.map((value) => ({ value: String(value), label: `${value} ${unit}` })),
];
const SPEEDS = options('mm/s', 12.5, 25, 50, 100);
const GAINS = options('mm/mV', 2.5, 5, 10, 20, 40);
const TURNS = [FOUND, ...[0, 1, 2, 3].map((turns) => ({ value: String(turns), label: `${turns * 90}° clockwise` }))];
const NOTHING: StatedReading = {
  page: null,
  layout: null,
  quarterTurns: null,
  speedMmPerS: null,
  gainMmPerMv: null,
  chestGainMmPerMv: null,
  pitchPx: null,
  blocks: null,
};

/** Where a person states layout, turn and scale of the page, and has it read again from there. Open where the page waits for it. */
export function ReadingPanel({
  study,
  layouts,
  onChanged,
}: {
  study: Study;
  layouts: readonly string[];
  onChanged: () => void;
}) {
  const [open, setOpen] = useState(study.problem !== null && study.state === 'needs_review');
  const [fields, setFields] = useState(() => fieldsOf(study.statedReading));
  const [stating, state] = useMutation(STATE_READING);

  async function send(reading: StatedReading) {
    const { data, error } = await state({ input: { studyId: study.id, expectedRevision: study.revision, ...reading } });
    const answer = data?.stateReading;
    if (error !== undefined || answer === undefined)
      notifications.show({ color: 'red', message: 'The statement did not reach the server.' });
    else if (answer.__typename !== 'StudyChanged')
      notifications.show({ color: 'red', title: answer.message, message: answer.hint });
    else notifications.show({ color: 'teal', message: `Runs again: ${answer.rerun.join(', ')}.` });
    onChanged();
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(readingOf(fields, study.statedReading));
  };
  const field = (name: keyof ReadingFields) => ({
    size: 'xs' as const,
    value: fields[name],
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => {
      const { value } = event.currentTarget;
      setFields((before) => ({ ...before, [name]: value }));
    },
  });
  const candidates = study.problem?.candidates ?? [];
  const known = [...candidates, ...layouts.filter((name) => !candidates.includes(name))];
  return (
    <Paper withBorder p="sm" component="section" aria-label="How to read this page">
      <Group justify="space-between">
        <Title order={3} size="h5">
          How to read this page
        </Title>
        <Button size="compact-xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Close' : 'State how to read this page'}
        </Button>
      </Group>
      {study.statedReading !== null && !open && (
        <Text size="xs" c="dimmed">
          Stated by a person.
        </Text>
      )}
      {open && (
        <form onSubmit={submit}>
          <Stack gap="xs" mt="xs">
            <SimpleGrid cols={2} spacing="xs" verticalSpacing="xs">
              <NativeSelect label="Layout" data={[FOUND, ...known]} {...field('layout')} />
              <NativeSelect label="Turn" data={TURNS} {...field('quarterTurns')} />
              <NativeSelect
                label="Paper speed"
                data={withStated(SPEEDS, fields.speedMmPerS)}
                {...field('speedMmPerS')}
              />
              <NativeSelect label="Gain" data={withStated(GAINS, fields.gainMmPerMv)} {...field('gainMmPerMv')} />
              <NativeSelect
                label="Gain of V1 to V6, if another"
                data={withStated(GAINS, fields.chestGainMmPerMv)}
                {...field('chestGainMmPerMv')}
              />
              <TextInput label="Pixels per mm, without grid" inputMode="decimal" {...field('pitchPx')} />
              {(study.source.pages ?? 1) > 1 && (
                <TextInput label={`Page, 1 to ${study.source.pages}`} inputMode="numeric" {...field('page')} />
              )}
            </SimpleGrid>
            {study.statedReading?.blocks && (
              <Text size="xs">{`${study.statedReading.blocks.length} boxes are stated and stay.`}</Text>
            )}
            <Group gap="xs">
              <Button type="submit" size="xs" loading={stating.fetching}>
                Read again
              </Button>
              {study.statedReading !== null && (
                <Button size="xs" variant="default" disabled={stating.fetching} onClick={() => send(NOTHING)}>
                  Withdraw
                </Button>
              )}
            </Group>
          </Stack>
        </form>
      )}
    </Paper>
  );
}

/** The choices, and beside them a value that was stated by other means. */
function withStated(choices: readonly { value: string; label: string }[], stated: string) {
  const isListed = choices.some(({ value }) => value === stated);
  return isListed ? [...choices] : [...choices, { value: stated, label: stated }];
}
