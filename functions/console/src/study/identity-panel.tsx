import { Button, Paper, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { IDENTITY } from '../api/documents.ts';
import type { PrintedIdentity } from '../api/types.ts';

const KINDS: Record<PrintedIdentity['kind'], string> = { name: 'Name', birth: 'Birth date', record: 'Record number' };

/** Whom the page names, where the installation keeps it: asked for by a click only, since each look is noted in the audit trail. */
export function IdentityPanel({ studyId }: { studyId: string }) {
  const [asked, setAsked] = useState(false);
  const [{ data, error, fetching }] = useQuery({
    query: IDENTITY,
    variables: { id: studyId },
    pause: !asked,
    requestPolicy: 'network-only',
  });
  return (
    <Paper withBorder p="sm" component="section" aria-label="Identity">
      <Title order={3} size="h5">
        Identity
      </Title>
      {asked && !fetching ? (
        <Told identity={data?.study?.identity ?? null} failed={error !== undefined} />
      ) : (
        <>
          <Text size="xs" c="dimmed">
            A look is noted in the audit trail.
          </Text>
          <Button mt="xs" size="xs" variant="default" loading={fetching} onClick={() => setAsked(true)}>
            Show whom the page names
          </Button>
        </>
      )}
    </Paper>
  );
}

function Told({ identity, failed }: { identity: readonly PrintedIdentity[] | null; failed: boolean }) {
  if (failed) return <Text size="sm">It cannot be read at the moment.</Text>;
  if (identity === null || identity.length === 0)
    return (
      <Text c="dimmed" size="sm">
        Nothing is kept: this installation stores no identities (STORE_IDENTITY), or none was read.
      </Text>
    );
  return (
    <Table verticalSpacing={3} aria-label="Printed identity">
      <Table.Tbody>
        {identity.map(({ kind, text, confidence }) => (
          <Table.Tr key={`${kind} ${text}`}>
            <Table.Td c="dimmed">{KINDS[kind]}</Table.Td>
            <Table.Td>{text}</Table.Td>
            <Table.Td ta="right" c="dimmed">
              {(confidence * 100).toFixed(0)} %
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
