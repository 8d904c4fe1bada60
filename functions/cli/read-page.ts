import type { DigitizedPage, PagePool } from '../platform/page-pool.ts';
import { fail, ok, type Result } from '../problems.ts';
import { openFile } from './open-file.ts';

/**
 * The page of the file that holds an ECG: the first that can be digitized; where none can, the first page with its
 * problem, since its text may still be read.
 */
export async function readPage(path: string, pages: PagePool): Promise<Result<DigitizedPage>> {
  const bytes = await openFile(path);
  if (!bytes.ok) return bytes;
  const ingested = await pages.ingest(bytes.value);
  if (!ingested.ok) return ingested;
  if (ingested.value.kind !== 'pages') return fail('FILE_TYPE_UNSUPPORTED', 'It is a recording and holds no page.');
  let first: Result<DigitizedPage> | null = null;
  for (const { index } of ingested.value.pages) {
    const task = { bytes: bytes.value, mediaType: ingested.value.mediaType, pageIndex: index };
    const done = await pages.runWithPage(task);
    if (done.ok && done.value.digitized.ok) return ok(done.value);
    first ??= done;
  }
  return first ?? fail('FILE_BROKEN');
}
