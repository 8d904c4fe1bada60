import type { JobAttempt } from '../../functions/platform/queue/types.ts';
import type { Caller } from '../../functions/record/caller.ts';
import { submitReport } from '../../functions/record/submit-report.ts';
import type { TestPlatform } from '../database.ts';
import { uploadBytes, value } from '../record/uploads.ts';

/** A worker's first try at a study, of several. */
export const FIRST_TRY: JobAttempt = { retries: 0, isLast: false, signal: new AbortController().signal };

let files = 0;

/** A study of a file of its own, submitted and seen by no worker. */
export async function submitFile(
  platform: TestPlatform,
  caller: Caller,
  report: Parameters<typeof submitReport>[2]['report'] = {},
) {
  files += 1;
  const upload = await uploadBytes(platform, caller, `file ${files}`);
  return value(await submitReport(platform, caller, { uploadId: upload.id, report })).study;
}
