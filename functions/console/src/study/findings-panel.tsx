import { Alert, Badge, Group, Paper, Progress, Stack, Table, Text, Title } from '@mantine/core';
import type { Finding } from '../api/types.ts';

const SHOWN = 8;

/** What the models found, most probable first, with model and version beside each. */
export function FindingsPanel({ findings }: { findings: readonly Finding[] }) {
  const detection = findings.find((finding) => finding.kind === 'detection');
  const diagnoses = findings
    .filter((finding) => finding.kind === 'diagnosis')
    .sort((a, b) => (b.probability ?? 0) - (a.probability ?? 0));
  const places = findings.filter((finding) => finding.kind === 'localization').flatMap((finding) => finding.spans);
  const outside = findings.filter((finding) => finding.kind === 'intended_use');
  return (
    <Paper withBorder p="sm" component="section" aria-label="Findings">
      <Title order={3} size="h5">
        Findings
      </Title>
      {detection === undefined && diagnoses.length === 0 && (
        <Text c="dimmed" size="sm">
          None yet.
        </Text>
      )}
      {outside.map((finding) => (
        <Alert key={finding.id} color="orange" mt="xs" p="xs">
          Outside intended use: {finding.name}
        </Alert>
      ))}
      {detection !== undefined && (
        <Stack gap={4} mt="xs">
          <Group justify="space-between">
            <Badge color={detection.positive ? 'red.9' : 'teal.9'}>
              {detection.positive ? 'Abnormal' : 'No anomaly found'}
            </Badge>
            <Text size="xs" c="dimmed">
              {detection.model} {detection.modelVersion}
            </Text>
          </Group>
          <Progress
            value={(detection.probability ?? 0) * 100}
            color={detection.positive ? 'orange' : 'teal'}
            aria-label="Anomaly score"
          />
          <Text size="xs" c="dimmed">
            Score {(detection.probability ?? 0).toFixed(2)}
            {detection.threshold === null ? '' : `, threshold ${detection.threshold.toFixed(2)}`}
            {places.length === 0
              ? ''
              : `; most in ${[...new Set(places.map((span) => span.lead))].slice(0, 4).join(', ')}`}
          </Text>
        </Stack>
      )}
      {diagnoses.length > 0 && (
        <Table mt="xs" verticalSpacing={3} aria-label="Diagnoses">
          <Table.Tbody>
            {diagnoses.slice(0, SHOWN).map((finding) => (
              <Table.Tr key={finding.id} data-code={finding.code}>
                <Table.Td fw={finding.positive ? 600 : 400}>
                  {finding.name}{' '}
                  <Text span size="xs" c="dimmed">
                    {finding.code}
                  </Text>
                </Table.Td>
                <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }} fw={finding.positive ? 600 : 400}>
                  {((finding.probability ?? 0) * 100).toFixed(0)} %
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Paper>
  );
}
