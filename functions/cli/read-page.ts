import { findPage } from '../digitize/find-page.ts';
import type { MediaType } from '../ingest/types.ts';
import type { ReadPagePrint } from '../platform/asked-print.ts';
import type { DigitizedPage, PagePool } from '../platform/page-pool.ts';
import { fail, ok, type Result } from '../problems.ts';
import { readScale } from '../read/read-scale.ts';
import type { OcrPool } from '../read/recognise/ocr-pool.ts';
import { openFile } from './open-file.ts';
import { digitizeOptionsOf, type PageOptions } from './page-options.ts';

/** The page of a file that was taken, with the file. */
export interface SourcePage extends DigitizedPage {
  readonly bytes: Uint8Array;
  readonly mediaType: MediaType;
  /** Pages of the whole file. */
  readonly pageCount: number;
}

/**
 * The page of the file that holds an ECG: the stated one, else the one that reads best among the first; where none can be digitized,
 * a page with its problem, since its text may still be read. What is stated of the reading holds; where the traces do not tell the scale, the print is asked.
 */
export async function readSource(
  path: string,
  pages: PagePool,
  ocr: OcrPool,
  stated: PageOptions = {},
): Promise<Result<SourcePage>> {
  const bytes = await openFile(path);
  if (!bytes.ok) return bytes;
  const ingested = await pages.ingest(bytes.value);
  if (!ingested.ok) return ingested;
  if (ingested.value.kind !== 'pages') return fail('FILE_TYPE_UNSUPPORTED', 'It is a recording and holds no page.');
  const { mediaType } = ingested.value;
  const indexes = ingested.value.pages.map(({ index }) => index);
  const options = digitizeOptionsOf(stated);
  const readPrint: ReadPagePrint = (page, geometry, pen) => readScale(page, geometry, ocr, pen);
  const page = await findPage(
    stated.page === undefined ? indexes : indexes.filter((index) => index === stated.page),
    (pageIndex) => pages.runWithPage({ bytes: bytes.value, mediaType, pageIndex, options }, readPrint),
  );
  return page.ok ? ok({ ...page.value, bytes: bytes.value, mediaType, pageCount: indexes.length }) : page;
}
