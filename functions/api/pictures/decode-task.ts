import { decodePage } from '../../ingest/decode-page.ts';
import type { DecodedPage } from '../../ingest/types.ts';
import type { PageCall } from '../../platform/page-pool.ts';
import type { Result } from '../../problems.ts';

/** What the picture maker's thread does: it decodes pages and loads nothing that only the analysis needs. */
export default async function answer(call: PageCall): Promise<Result<DecodedPage>> {
  if (call.kind !== 'decode') throw new Error(`the picture maker does not ${call.kind}`);
  return decodePage(call.task.bytes, call.task.mediaType, call.task.pageIndex);
}
