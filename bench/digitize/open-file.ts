import { readFile } from 'node:fs/promises';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import { sniff } from '../../functions/ingest/sniff.ts';
import type { DecodedPage } from '../../functions/ingest/types.ts';

/** A file that *ingest* refuses; the message is the problem's code. */
export class Refused extends Error {}

/** The first page of a file, decoded as the step *ingest* does; throws `Refused` when it is no page. */
export async function openFile(path: string): Promise<DecodedPage> {
  const bytes = await readFile(path);
  const mediaType = sniff(bytes);
  if (mediaType === null) throw new Refused('FILE_TYPE_UNSUPPORTED');
  const page = await decodePage(bytes, mediaType, 0);
  if (!page.ok) throw new Refused(page.problem.code);
  return page.value;
}
