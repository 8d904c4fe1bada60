import type { DecodedPage } from '../../functions/ingest/types.ts';
import type { Lead } from '../../functions/leads.ts';

/** The centre line that a page draws, in pixel-index coordinates of a picture `widthPx` wide; NaN where it leaves the picture. */
export interface DrawnLine {
  readonly lead: Lead;
  readonly rhythm: boolean;
  readonly xPx: Float64Array;
  readonly yPx: Float64Array;
}

/** A page to be scored and what is known of it. */
export interface BenchPage {
  readonly name: string;
  /** The suite as it was asked for. */
  readonly suite: string;
  /** The family of a drawn page, else the suite. */
  readonly condition: string;
  open(): Promise<DecodedPage>;
  /** Truth over the page's clock at 500 Hz, mV; absent where nobody knows it. */
  readonly truth?: ReadonlyMap<Lead, Float64Array>;
  readonly layout?: string;
  /** Where the truth runs in the picture; absent where only the signal is known. */
  readonly drawn?: { readonly widthPx: number; readonly lines: readonly DrawnLine[] };
}

/** A lead's samples (mV at 500 Hz, null where missing) on the page's clock, with a second of nothing after them. */
export function onPageClock(startS: number, mv: ArrayLike<number | null>): Float64Array {
  const first = Math.round(startS * 500);
  const clock = new Float64Array(first + mv.length + 500).fill(Number.NaN);
  for (let i = 0; i < mv.length; i++) clock[first + i] = mv[i] ?? Number.NaN;
  return clock;
}
