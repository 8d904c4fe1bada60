import type { Run } from './ink-runs.ts';
import { BARRED, firstPixel, type InkedPixels, inkedPixels } from './inked-pixels.ts';
import { type InkedArea, type InkedSpans, inkedSpans, STRIP_BITS, STRIP_COLUMNS } from './inked-spans.ts';
import type { Sight } from './sight.ts';
import { OTHER_STROKES } from './sure-runs.ts';

/** What the tracker sees: log-odds of ink for a band of the page, column by column, near what ink there is. */
export interface Band {
  readonly columns: number;
  readonly heightPx: number;
  /** Height of the stroke, whole px. */
  readonly stroke: number;
  readonly spans: InkedSpans;
  /** Log-odds of all pixels of the column above each of a span's heights and the stroke's below the last, column by column of each span. */
  readonly sums: Float32Array;
}

/** Ink that is not the trace's counts so much less. */
const OTHER_SHARE = 0.3;

/**
 * Log-odds of ink in an area; at each height ink counts as `own` says, where it is given, and hardly far from where the trace surely is. What
 * lies outside of the heights `within` which it is looked at is paper.
 */
export function bandView(sight: Sight, area: InkedArea, own?: Float32Array, sure?: readonly (Run | null)[]): Band {
  const { strokePx } = sight;
  const pixels = inkedPixels(sight);
  const stroke = Math.max(1, Math.round(strokePx));
  const spans = inkedSpans(sight, pixels, area, stroke);
  const sums = new Float32Array(spans.at.at(-1) as number).fill(pixels.paper);
  const pale = layOdds(sight, pixels, area, stroke, spans, sums);
  const { top, bottom, left, right } = area;
  addUp(spans, stroke, right - left, pixels.paper, pale, sums, (x, y, odds) => {
    const run = sure?.[x] ?? null;
    const seen = own === undefined ? odds : odds * (own[y] as number);
    if (run === null) return seen;
    const reach = OTHER_STROKES * strokePx;
    return y < run.top - top - reach || y > run.bottom - top + reach ? seen * OTHER_SHARE : seen;
  });
  return { columns: right - left, heightPx: bottom - top, stroke, spans, sums };
}

/**
 * Lays the odds of all pixels in spans that are not blank paper, each at the height below it. Answers what the pale pixels above each span add to blank paper,
 * column by column of each.
 */
function layOdds(
  { ink, hidden }: Sight,
  pixels: InkedPixels,
  { top, bottom, left, right, within }: InkedArea,
  stroke: number,
  { ofStrip, low, high, at }: InkedSpans,
  odds: Float32Array,
): Float64Array {
  const { paper, faint } = pixels;
  const pale = new Float64Array(low.length * STRIP_COLUMNS);
  const nearest = ofStrip.slice(0, -1);
  for (let y = 0; y < bottom - top; y++) {
    const row = (top + y) * ink.widthPx;
    const end = pixels.ofRow[top + y + 1] as number;
    for (let i = firstPixel(pixels, top + y, left); i < end; i++) {
      const column = pixels.x[i] as number;
      if (column >= right) break;
      const x = column - left;
      if (within !== undefined && (y < (within.top[x] as number) || y >= (within.bottom[x] as number))) continue;
      const strip = x >> STRIP_BITS;
      const endSpan = ofStrip[strip + 1] as number;
      let span = nearest[strip] as number;
      while (span < endSpan && y >= (high[span] as number) + stroke - 1) span++;
      nearest[strip] = span;
      if (span === endSpan) continue;
      const seen = pixels.odds[i] as number;
      const mask = hidden[row + column] as number;
      const own = mask !== 0 && (mask === BARRED || seen > faint) ? 0 : seen;
      const inStrip = x & (STRIP_COLUMNS - 1);
      const first = low[span] as number;
      if (y < first)
        pale[(span << STRIP_BITS) + inStrip] = (pale[(span << STRIP_BITS) + inStrip] as number) + own - paper;
      else odds[(at[span] as number) + inStrip * ((high[span] as number) - first + stroke) + y + 1 - first] = own;
    }
  }
  return pale;
}

/** Adds up the odds of each column downwards, ink as `counts` says. */
function addUp(
  { ofStrip, low, high, at }: InkedSpans,
  stroke: number,
  columns: number,
  paper: number,
  pale: Float64Array,
  sums: Float32Array,
  counts: (x: number, y: number, odds: number) => number,
): void {
  for (let x = 0; x < columns; x++) {
    const strip = x >> STRIP_BITS;
    const column = x & (STRIP_COLUMNS - 1);
    let sum = 0;
    let y = 0;
    for (let span = ofStrip[strip] as number; span < (ofStrip[strip + 1] as number); span++) {
      const first = low[span] as number;
      const size = (high[span] as number) - first + stroke;
      const from = (at[span] as number) + column * size;
      sum += paper * (first - y) + (pale[span * STRIP_COLUMNS + column] as number);
      sums[from] = sum;
      y = first;
      for (let i = from + 1; i < from + size; i++, y++) {
        const odds = sums[i] as number;
        sum += odds > 0 ? counts(x, y, odds) : odds;
        sums[i] = sum;
      }
    }
  }
}
