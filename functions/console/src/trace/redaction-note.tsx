import { Alert } from '@mantine/core';
import type { PageRedaction } from '../api/types.ts';

/** Says that the pictures below are blanked, and when that may have taken more than names. */
export function RedactionNote({ redaction }: { redaction: PageRedaction | null }) {
  if (!redaction?.applied) return null;
  if (!redaction.ready)
    return (
      <Alert color="orange" title="The page is not shown" role="note">
        Names, birth dates and record numbers are blanked for your role, and this page's print has not been read, or too
        little of it could be. A signer can see it.
      </Alert>
    );
  return (
    <Alert color="gray" title="Names, birth dates, record and order numbers are blanked for your role" role="note">
      {redaction.certain
        ? 'Everything else is as it was sent.'
        : 'No name and number were told apart on this page, so all print that is no known value is blanked.'}
    </Alert>
  );
}
