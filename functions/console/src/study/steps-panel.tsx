import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from 'urql';
import { RETRY_STEP } from '../api/documents.ts';
import type { StepRun, StepState, Study } from '../api/types.ts';

const COLOR: Record<StepState, string> = {
  waiting: 'gray.7',
  running: 'blue.8',
  retrying: 'yellow.9',
  done: 'teal.9',
  skipped: 'gray.6',
  failed: 'red.9',
};

/** Every step with its state, how long it took, why it failed, and the way to try it again. */
export function StepsPanel({ study, onChanged }: { study: Study; onChanged: () => void }) {
  const [retrying, retry] = useMutation(RETRY_STEP);
  async function retryStep(step: string) {
    const { data, error } = await retry({ studyId: study.id, step });
    const answer = data?.retryStep;
    if (error !== undefined || answer === undefined)
      notifications.show({ color: 'red', message: 'The retry did not reach the server.' });
    else if (answer.__typename !== 'StudyChanged')
      notifications.show({ color: 'red', title: answer.message, message: answer.hint });
    onChanged();
  }
  return (
    <Paper withBorder p="sm" component="section" aria-label="Steps">
      <Title order={3} size="h5" mb="xs">
        Steps
      </Title>
      <Stack gap={6}>
        {study.steps.map((run) => (
          <div key={run.step} data-step={run.step} data-state={run.state}>
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm" tt="capitalize">
                {run.step}
              </Text>
              <Group gap="xs" wrap="nowrap">
                <Text size="xs" c="dimmed">
                  {duration(run)}
                </Text>
                <Badge size="sm" color={COLOR[run.state]}>
                  {run.carried ? `${run.state}, carried` : run.state}
                </Badge>
                {run.state === 'failed' && (
                  <Button size="compact-xs" loading={retrying.fetching} onClick={() => retryStep(run.step)}>
                    Retry
                  </Button>
                )}
              </Group>
            </Group>
            {run.problem !== null && (
              <Text size="xs" c="red">
                {run.problem.message} {run.problem.hint} ({run.problem.code}, attempt {run.attempt})
              </Text>
            )}
          </div>
        ))}
      </Stack>
    </Paper>
  );
}

function duration(run: StepRun): string {
  if (run.startedAt === null || run.finishedAt === null || run.carried) return '';
  const ms = Date.parse(run.finishedAt) - Date.parse(run.startedAt);
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
