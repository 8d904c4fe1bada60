import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';

/** The page as it was sent, with or without what was traced drawn on it: the reader sees whether the trace is faithful. */
export function ScanView({ pageUrl, overlayUrl }: { pageUrl: string | null; overlayUrl: string | null }) {
  const [shown, setShown] = useState('Traced');
  const url = shown === 'Traced' && overlayUrl !== null ? overlayUrl : pageUrl;
  if (url === null) return <Text c="dimmed">A signal file: there is no page.</Text>;
  return (
    <Stack gap="xs">
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
              : 'The page as it was sent'
          }
        />
      </div>
    </Stack>
  );
}
