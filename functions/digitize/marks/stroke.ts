import type { Runs } from '../maths/components.ts';
import { darkPixels } from '../maths/dark-pixels.ts';
import type { Plane } from '../maths/plane.ts';

/** Fainter ink is no stroke's. */
const LEAST_STROKE = 50;

/** Ink value of a full stroke: the typical darkest point across strokes, 0–255. */
export function strokeLevel({ widthPx: w, heightPx: h, values }: Plane): number {
  const histogram = new Uint32Array(256);
  let count = 0;
  const end = w * Math.max(1, h - 1);
  const next = darkPixels(values, LEAST_STROKE);
  for (let i = next(w, end); i < end; i = next(i + 1, end)) {
    // What is dark goes on for some pixels.
    for (; i < end && (values[i] as number) >= LEAST_STROKE; i++) {
      const v = values[i] as number;
      // Whether it is no paler than the pixel above and darker than the one below, as 1 or 0: a branch would go either way as chance has it.
      const isDarkest = (((values[i - w] as number) - v - 1) & ((values[i + w] as number) - v)) >>> 31;
      histogram[v] = (histogram[v] as number) + isDarkest;
      count += isDarkest;
    }
  }
  let seen = 0;
  for (let v = 255; v > 0; v--) {
    seen += histogram[v] as number;
    if (seen >= count * 0.3) return Math.max(60, v);
  }
  return 255;
}

/** Height of the runs where a trace runs flat, px, sub-pixel by the ink they hold: the usual one, and that which one run in ten falls below. */
export function strokeWidth(
  ink: Plane,
  runs: Runs,
  level: number,
  wanted: (run: number) => boolean,
): { usual: number; least: number } {
  const { widthPx: w, heightPx: h, values } = ink;
  const widths: number[] = [];
  for (let x = 0; x < w; x += 2) {
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      if (!wanted(i)) continue;
      let sum = 0;
      const to = Math.min(h, (runs.bottom[i] as number) + 2);
      for (let y = Math.max(0, (runs.top[i] as number) - 2); y < to; y++) {
        sum += Math.min(1, (values[y * w + x] as number) / level);
      }
      widths.push(sum);
    }
  }
  widths.sort((a, b) => a - b);
  const at = (share: number) => Math.max(1, widths[Math.floor(widths.length * share)] ?? 2);
  return { usual: at(0.35), least: at(0.1) };
}

/** How tall a flank is in one column; the lower ones are looked at where a page of low voltage has too few of the others. */
const FLANK_MM = 2.5;
const LOW_FLANK_MM = 1.2;
/** Further than this along x goes no flank by itself. */
const WIDEST_MM = 1.4;
const FEW_FLANKS = 24;
/** What is wider than the thinnest flanks by this factor is two flanks of a narrow wave, or of two rows, in one. */
const SINGLE_FLANK = 1.45;

/**
 * Width of the steep strokes along x, px, by the ink they hold; null where there are few. Noise makes level strokes look taller
 * than the pen is wide, but steep ones no wider. Two flanks that run together count for nothing.
 */
export function flankWidth(
  ink: Plane,
  runs: Runs,
  level: number,
  pitchX: number,
  pitchY: number,
  wanted: (run: number) => boolean,
): number | null {
  for (const flankMm of [FLANK_MM, LOW_FLANK_MM]) {
    const width = widthOfFlanks(ink, runs, level, WIDEST_MM * pitchX, flankMm * pitchY, wanted);
    if (width !== null) return width;
  }
  return null;
}

function widthOfFlanks(
  ink: Plane,
  runs: Runs,
  level: number,
  widestPx: number,
  leastPx: number,
  wanted: (run: number) => boolean,
): number | null {
  const { widthPx: w, values } = ink;
  const widths: number[] = [];
  for (let x = 0; x < w; x++) {
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      const height = (runs.bottom[i] as number) - (runs.top[i] as number);
      if (height < leastPx || !wanted(i)) continue;
      const row = (((runs.top[i] as number) + (runs.bottom[i] as number)) >> 1) * w;
      const width = inkBeside(values, row, x, w, level, -1) + inkBeside(values, row, x + 1, w, level, 1);
      if (width < widestPx && height > 5 * width) widths.push(width);
    }
  }
  if (widths.length < FEW_FLANKS) return null;
  widths.sort((a, b) => a - b);
  const least = widths[Math.floor(0.1 * widths.length)] ?? 0;
  const single = widths.filter((width) => width < SINGLE_FLANK * least);
  return single.reduce((sum, width) => sum + width, 0) / single.length;
}

/** Coverage added up from column `from` on, until the ink ends. */
function inkBeside(values: Uint8Array, row: number, from: number, width: number, level: number, step: 1 | -1): number {
  let sum = 0;
  for (let x = from; x >= 0 && x < width; x += step) {
    const coverage = Math.min(1, (values[row + x] as number) / level);
    if (coverage < 0.06) break;
    sum += coverage;
  }
  return sum;
}

/** Ink value that the middles of level, connected strokes reach: the trace's own level where bold print misleads the page's. */
export function traceLevel(ink: Plane, runs: Runs, wanted: (run: number) => boolean, fallback: number): number {
  const histogram = new Uint32Array(256);
  let count = 0;
  for (let x = 0; x < ink.widthPx; x += 2) {
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      if (!wanted(i)) continue;
      let most = 0;
      for (let y = runs.top[i] as number; y < (runs.bottom[i] as number); y++)
        most = Math.max(most, ink.values[y * ink.widthPx + x] as number);
      histogram[most] = (histogram[most] as number) + 1;
      count++;
    }
  }
  if (count < 100) return fallback;
  let seen = 0;
  for (let v = 255; v > 0; v--) {
    seen += histogram[v] as number;
    if (seen >= count * 0.4) return Math.max(50, v);
  }
  return fallback;
}
