import { Anchor, Button, Group, List, Progress, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { Link } from '@tanstack/react-router';
import { type ReportUpload, useReportUpload } from './use-report-upload.ts';

/** Where reports are dropped; shows each file's progress and what became of it. */
export function UploadZone({ onSent }: { onSent: () => void }) {
  const { uploads, sendAll, clear } = useReportUpload(onSent);
  return (
    <Stack gap="xs">
      <Dropzone onDrop={sendAll} aria-label="Upload reports" inputProps={{ 'aria-label': 'Choose report files' }}>
        <Stack align="center" gap={2} py="xs" style={{ pointerEvents: 'none' }}>
          <Text fw={600}>Drop ECG reports here, or click to choose</Text>
          <Text size="sm" c="dimmed">
            Scans, photographs or exports: PNG, JPEG, TIFF, WebP, GIF, BMP, PDF
          </Text>
        </Stack>
      </Dropzone>
      {uploads.length > 0 && (
        <Stack gap={4} aria-live="polite">
          <List spacing={4} listStyleType="none" size="sm">
            {uploads.map((upload) => (
              <List.Item key={upload.key} styles={{ itemWrapper: { width: '100%' }, itemLabel: { width: '100%' } }}>
                <UploadLine upload={upload} />
              </List.Item>
            ))}
          </List>
          <Button size="compact-xs" variant="subtle" onClick={clear} w="fit-content">
            Clear
          </Button>
        </Stack>
      )}
    </Stack>
  );
}

function UploadLine({ upload }: { upload: ReportUpload }) {
  const { outcome } = upload;
  return (
    <Group gap="sm" wrap="nowrap" align="start">
      <Text size="sm" w={220} truncate>
        {upload.name}
      </Text>
      {outcome.kind === 'sending' && (
        <Progress value={upload.fraction * 100} flex={1} mt={7} aria-label={`Sending ${upload.name}`} />
      )}
      {outcome.kind === 'sent' && (
        <Anchor component={Link} to={`/study/${outcome.studyId}`} size="sm">
          {outcome.duplicate ? 'Already here: open the study' : 'Received: open the study'}
        </Anchor>
      )}
      {outcome.kind === 'refused' && (
        <Text size="sm" c="red">
          {outcome.problem.message} {outcome.problem.hint} ({outcome.problem.code})
        </Text>
      )}
    </Group>
  );
}
