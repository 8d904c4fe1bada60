import { Alert, Grid, Group, Skeleton, Stack, Tabs, Text, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useQuery, useSubscription } from 'urql';
import { STUDY, STUDY_CHANGED } from '../api/documents.ts';
import type { Problem, Study } from '../api/types.ts';
import { useSession } from '../shell/session-context.ts';
import { ScanView } from '../trace/scan-view.tsx';
import { TraceView } from '../trace/trace-view.tsx';
import { StateBadge } from '../worklist/state-badge.tsx';
import { FieldsTable } from './fields-table.tsx';
import { FindingsPanel } from './findings-panel.tsx';
import { IdentityPanel } from './identity-panel.tsx';
import { MeasurementsTable } from './measurements-table.tsx';
import { ReadingPanel } from './reading-panel.tsx';
import { StepsPanel } from './steps-panel.tsx';

/** One study: the scan beside what was made of it, live while the worker goes. */
export function StudyPage() {
  const { id } = useParams({ from: '/study/$id' });
  const [result, refresh] = useQuery({ query: STUDY, variables: { id } });
  const [changed] = useSubscription({ query: STUDY_CHANGED, variables: { id } });
  const latest = changed.data?.studyChanged.id;
  useEffect(() => {
    if (latest === undefined) return;
    const timer = setTimeout(() => refresh({ requestPolicy: 'network-only' }), 150);
    return () => clearTimeout(timer);
  }, [latest, refresh]);

  if (result.error !== undefined && result.data === undefined)
    return <Alert color="red">The study cannot be read at the moment.</Alert>;
  if (result.data === undefined) return <Skeleton h={400} />;
  if (result.data.study === null) return <Alert color="orange">There is no such study here.</Alert>;
  const { study, layouts } = result.data;
  return <StudyView study={study} layouts={layouts} onChanged={() => refresh({ requestPolicy: 'network-only' })} />;
}

function StudyView({ study, layouts, onChanged }: { study: Study; layouts: readonly string[]; onChanged: () => void }) {
  const { roles } = useSession().session;
  const isSignersPage = study.source.pages !== null && roles.some((role) => role === 'signer' || role === 'admin');
  const person = [study.ageYears === null ? null : `${study.ageYears} y`, study.sex].filter(Boolean).join(', ');
  const beats = study.findings.filter((finding) => finding.kind === 'beat' && finding.code !== 'N');
  return (
    <Stack>
      <Group>
        <Title order={2} size="h3">
          {study.patient?.recordNumber ?? 'Study'}
        </Title>
        <StateBadge state={study.state} />
        <Text c="dimmed" size="sm">
          {[person, study.acquiredAt?.replace('T', ' '), study.waveform?.layout, `revision ${study.revision}`]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {study.exports.map((each) => (
          <Text key={each.format} component="a" href={each.url} size="sm" td="underline">
            {each.format.toUpperCase()}
          </Text>
        ))}
      </Group>
      {study.problem !== null && (
        <Alert color={study.state === 'needs_review' ? 'orange' : 'red'} title={study.problem.message}>
          {study.problem.hint} ({study.problem.code}){layoutsThatFit(study.problem)}
        </Alert>
      )}
      {study.waveform !== null && study.waveform.qualityReasons.length > 0 && (
        <Alert color="yellow" title={`Quality ${((study.waveform.qualityScore ?? 0) * 100).toFixed(0)} %`}>
          {study.waveform.qualityReasons.join(' ')}
        </Alert>
      )}
      <Grid>
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Tabs defaultValue="trace">
            <Tabs.List>
              <Tabs.Tab value="trace">Trace</Tabs.Tab>
              <Tabs.Tab value="scan">Scan</Tabs.Tab>
              <Tabs.Tab value="printed">Printed</Tabs.Tab>
              <Tabs.Tab value="measured">Measurements</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="trace" pt="sm">
              {study.waveform === null ? (
                <Text c="dimmed">No waveform yet.</Text>
              ) : (
                <TraceView waveform={study.waveform} anomaly={study.anomalyMap} beats={beats} />
              )}
            </Tabs.Panel>
            <Tabs.Panel value="scan" pt="sm">
              <ScanView
                pageUrl={study.pageImageUrl}
                overlayUrl={study.overlayImageUrl}
                redaction={study.pageRedaction}
              />
            </Tabs.Panel>
            <Tabs.Panel value="printed" pt="sm">
              <FieldsTable study={study} onChanged={onChanged} />
            </Tabs.Panel>
            <Tabs.Panel value="measured" pt="sm">
              <MeasurementsTable measurements={study.measurements} />
            </Tabs.Panel>
          </Tabs>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack>
            <FindingsPanel findings={study.findings} />
            {isSignersPage && (
              <ReadingPanel
                key={`${study.revision} ${study.problem?.code}`}
                study={study}
                layouts={layouts}
                onChanged={onChanged}
              />
            )}
            {isSignersPage && <IdentityPanel key={study.revision} studyId={study.id} />}
            <StepsPanel study={study} onChanged={onChanged} />
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

function layoutsThatFit({ candidates = [] }: Problem): string {
  return candidates.length === 0 ? '' : ` Layouts that fit: ${candidates.join(', ')}.`;
}
