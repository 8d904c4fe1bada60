import { Alert, Anchor, Button, Group, SegmentedControl, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useQuery, useSubscription } from 'urql';
import { WORKLIST, WORKLIST_CHANGED } from '../api/documents.ts';
import type { StudyState, WorklistRow } from '../api/types.ts';
import { StateBadge } from './state-badge.tsx';
import { UploadZone } from './upload-zone.tsx';

const FILTERS: Record<string, readonly StudyState[] | null> = {
  All: null,
  Open: ['needs_review', 'preliminary'],
  'In progress': ['received', 'processing'],
  Failed: ['failed'],
};

/** Studies by acuity, then newest first; rows change as the worker goes. */
export function WorklistPage() {
  const [filter, setFilter] = useState('All');
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  const after = pages.at(-1) ?? null;
  const [result, refresh] = useQuery({ query: WORKLIST, variables: { after, states: FILTERS[filter] ?? null } });
  const [changed] = useSubscription({ query: WORKLIST_CHANGED });
  const latest = changed.data?.worklistChanged.id;
  useEffect(() => {
    // Several events come in a burst while a study goes through its steps: one query answers them all.
    if (latest === undefined) return;
    const timer = setTimeout(() => refresh({ requestPolicy: 'network-only' }), 150);
    return () => clearTimeout(timer);
  }, [latest, refresh]);

  const studies = result.data?.studies;
  return (
    <Stack maw={1200} mx="auto">
      <UploadZone onSent={() => refresh({ requestPolicy: 'network-only' })} />
      <Group justify="space-between">
        <Title order={2} size="h3">
          Worklist
        </Title>
        <SegmentedControl
          aria-label="Filter by state"
          size="xs"
          data={Object.keys(FILTERS)}
          value={filter}
          onChange={(value) => {
            setFilter(value);
            setPages([null]);
          }}
        />
      </Group>
      {result.error !== undefined && <Alert color="red">The worklist cannot be read at the moment.</Alert>}
      {studies === undefined ? (
        <Skeleton h={200} />
      ) : (
        <Table.ScrollContainer minWidth={760}>
          <Table highlightOnHover verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                {['State', 'Received', 'Patient', 'Age, sex', 'Acquired', 'Top finding', 'Site'].map((head) => (
                  <Table.Th key={head}>{head}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {studies.edges.map(({ node }) => (
                <StudyRow key={node.id} study={node} />
              ))}
            </Table.Tbody>
          </Table>
          {studies.edges.length === 0 && (
            <Text c="dimmed" ta="center" py="lg">
              Nothing here yet.
            </Text>
          )}
        </Table.ScrollContainer>
      )}
      <Group>
        <Button size="xs" variant="default" disabled={pages.length === 1} onClick={() => setPages(pages.slice(0, -1))}>
          Previous
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={!studies?.pageInfo.hasNextPage}
          onClick={() => setPages([...pages, studies?.pageInfo.endCursor ?? null])}
        >
          Next
        </Button>
      </Group>
    </Stack>
  );
}

function StudyRow({ study }: { study: WorklistRow }) {
  const done = study.steps.filter((step) => step.state === 'done' || step.state === 'skipped').length;
  const running = study.steps.find((step) => step.state === 'running' || step.state === 'retrying');
  const progress = study.state === 'processing' ? `${running?.step ?? ''} (${done} of ${study.steps.length})` : null;
  return (
    <Table.Tr>
      <Table.Td>
        <StateBadge state={study.state} />
      </Table.Td>
      <Table.Td>
        <Anchor component={Link} to={`/study/${study.id}`} size="sm">
          {new Date(study.receivedAt).toLocaleString()}
        </Anchor>
      </Table.Td>
      <Table.Td>{study.patient?.recordNumber ?? '–'}</Table.Td>
      <Table.Td>
        {[study.ageYears === null ? null : `${study.ageYears} y`, study.sex].filter(Boolean).join(', ') || '–'}
      </Table.Td>
      <Table.Td>{study.acquiredAt?.replace('T', ' ').slice(0, 16) ?? '–'}</Table.Td>
      <Table.Td>{study.problem?.message ?? progress ?? study.topFinding ?? '–'}</Table.Td>
      <Table.Td>{study.site ?? '–'}</Table.Td>
    </Table.Tr>
  );
}
