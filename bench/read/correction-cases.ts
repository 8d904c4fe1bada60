import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import type { DecodedPage } from '../../functions/ingest/types.ts';
import type { FieldName, FieldValue } from '../../functions/read/types.ts';
import type { RenderedCase } from './rendered-cases.ts';

/** A line of `corrections.jsonl`, as far as it is judged. */
interface Correction {
  readonly crop: string;
  readonly cropAt: readonly [x: number, y: number];
  readonly pagePx: readonly [width: number, height: number];
  readonly field: FieldName;
  readonly corrected: FieldValue | null;
}

/**
 * The set that `ecgraph corrections export` wrote. Each crop lies where it lay, on a white page of the size that its page had: what
 * is print is told by its size beside the page's. The truth is the one field that a person put right.
 */
export async function* correctionCases(folder: string): AsyncGenerator<RenderedCase> {
  for (const line of readFileSync(join(folder, 'corrections.jsonl'), 'utf8').split('\n')) {
    if (line === '') continue;
    const { crop, cropAt, pagePx, field, corrected } = JSON.parse(line) as Correction;
    const decoded = await decodePage(readFileSync(join(folder, crop)), 'image/png', 0);
    if (!decoded.ok) throw new Error(`${crop}: ${decoded.problem.code}`);
    const page = onWhite(decoded.value, cropAt, pagePx);
    yield { suite: 'corrections', name: crop, page, geometry: null, truth: { [field]: corrected } };
  }
}

function onWhite(
  { raster: part }: DecodedPage,
  [left, top]: Correction['cropAt'],
  [widthPx, heightPx]: Correction['pagePx'],
): DecodedPage {
  const rgb = new Uint8Array(widthPx * heightPx * 3).fill(255);
  for (let row = 0; row < part.heightPx; row++) {
    const from = row * part.widthPx * 3;
    rgb.set(part.rgb.subarray(from, from + part.widthPx * 3), ((top + row) * widthPx + left) * 3);
  }
  return { raster: { ...part, widthPx, heightPx, rgb }, drawing: null };
}
