import type { PageNetwork } from '../../functions/digitize/page-network/page-network.ts';
import { digitize } from '../../functions/digitize/step.ts';
import type { Digitized, DigitizeOptions } from '../../functions/digitize/types.ts';
import type { DecodedPage } from '../../functions/ingest/types.ts';
import type { Result } from '../../functions/problems.ts';
import { readScale } from '../../functions/read/read-scale.ts';
import type { OcrPool } from '../../functions/read/recognise/ocr-pool.ts';

/** Reads a decoded page. */
export type PageReader = (page: DecodedPage, options?: DigitizeOptions) => Promise<Result<Digitized>>;

/** Reads pages as the pipeline does, in this process: the print is asked where the traces do not tell the scale. */
export function pageReader(network: PageNetwork | null, ocr: OcrPool): PageReader {
  return (page, options = {}) =>
    digitize(page, options, network, (geometry, pen) => readScale(page, geometry, ocr, pen));
}
