import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cropField, pagePng, redactedPage } from '../export/step.ts';
import type { PagePool } from '../platform/page-pool.ts';
import type { Caller } from '../record/caller.ts';
import { correctedPages } from '../record/corrected-pages.ts';
import type { RecordStore } from '../record/record-store.ts';

/** The list of an evaluation set, one JSON object a line. */
export const SET_FILE = 'corrections.jsonl';

/**
 * Writes a tenant's corrections into a folder as an evaluation set for `bench/read`: `corrections.jsonl`, and for each line a
 * crop of the blanked page, with its place in pixels of the page. Names and numbers of studies stay here; crops are numbered.
 * Answers how many there are.
 */
export async function writeCorrectionSet(
  record: RecordStore,
  caller: Caller,
  pages: Pick<PagePool, 'decode'>,
  { out, freeText }: { readonly out: string; readonly freeText: boolean },
): Promise<number> {
  await mkdir(join(out, 'crops'), { recursive: true });
  const lines: string[] = [];
  for await (const { sourceSha256, mediaType, page, fields, blanked } of correctedPages(record, caller, { freeText })) {
    const decoded = await pages.decode({ bytes: await record.blobs.get(sourceSha256), mediaType, pageIndex: page });
    if (!decoded.ok) throw new Error(`a stored page cannot be decoded: ${decoded.problem.code}`);
    const copy = redactedPage(decoded.value.raster, blanked);
    for (const { name, box, read, corrected } of fields) {
      const crop = `crops/${String(lines.length + 1).padStart(5, '0')}.png`;
      const cut = cropField(copy, box);
      await writeFile(join(out, crop), await pagePng(cut.raster));
      const { value, reason = null, confidence = null, alternatives = [] } = read;
      const pagePx = [copy.widthPx, copy.heightPx];
      const was = { value, reason, confidence, alternatives };
      lines.push(JSON.stringify({ crop, cropAt: cut.at, pagePx, box, field: name, read: was, corrected }));
    }
  }
  await writeFile(join(out, SET_FILE), lines.map((line) => `${line}\n`).join(''));
  return lines.length;
}
