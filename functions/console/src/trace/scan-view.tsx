import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { PageRedaction } from '../api/types.ts';
import { RedactionNote } from './redaction-note.tsx';

/** The page as it was sent (or blanked), with or without what was traced drawn on it: the reader sees whether the trace is faithful. */
export function ScanView({
  pageUrl,
  overlayUrl,
  redaction,
}: {
  pageUrl: string | null;
  overlayUrl: string | null;
  redaction: PageRedaction | null;
}) {
  const [shown, setShown] = useState('Traced');
  const url = shown === 'Traced' && overlayUrl !== null ? overlayUrl : pageUrl;
  if (url === null) return <Text c="dimmed">A signal file: there is no page.</Text>;
  if (redaction?.applied && !redaction.ready) return <RedactionNote redaction={redaction} />;
  return (
    <Stack gap="xs">
      <RedactionNote redaction={redaction} />
      <Group>
        {overlayUrl !== null && (
          <SegmentedControl
            aria-label="What is shown"
            size="xs"
            data={['Traced', 'Scan']}
            value={shown}
            onChange={setShown}
          />
        )}
      </Group>
      <div className="ecg-scan">
        <img
          src={url}
          alt={
            shown === 'Traced' && overlayUrl !== null
              ? 'The page with the traced leads drawn on it'
              : redaction?.applied
                ? 'The page with names and numbers blanked'
                : 'The page as it was sent'
          }
        />
      </div>
    </Stack>
  );
}
