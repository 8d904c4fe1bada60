import { readFile } from 'node:fs/promises';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import { sniff } from '../../functions/ingest/sniff.ts';
import type { DecodedPage } from '../../functions/ingest/types.ts';

/** The first page of a file, decoded as the step *ingest* does; throws when the file is no page. */
export async function openFile(path: string): Promise<DecodedPage> {
  const bytes = await readFile(path);
  const mediaType = sniff(bytes);
  if (mediaType === null) throw new Error('the file is of no type that is read here');
  const page = await decodePage(bytes, mediaType, 0);
  if (!page.ok) throw new Error(page.problem.code);
  return page.value;
}
