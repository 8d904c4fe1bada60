import { knownMeans } from '../maths/known-means.ts';
import { median } from '../maths/median.ts';
import type { RowOutline } from './row-outline.ts';

const STEP_MM = 0.25;
/** Of an interval between beats: what is looked at before a QRS and after it, and where its own end is surely past. */
const BEFORE = 0.2;
const AFTER = 0.8;
const PAST_QRS = 0.12;
/** A beat that is followed by another sooner than this share of the interval has its T wave under that one. */
const LEAST_GAP = 0.75;
/** Pen, noise and grid are smoothed over so many steps to either side. */
const SMOOTH_STEPS = 2;
/** The QRS and the traces of other rows are not counted higher than this. */
const MOST_MM = 6;
/** A row with more of the beat missing says nothing of it. */
const MOST_MISSING = 0.2;
const LEAST_BEATS = 2;
/** In fewer leads than this a P wave, or what shakes a strip, is as often the highest. */
const LEAST_ROWS = 3;

/**
 * The distance in mm from the middle of the QRS to the peak of the T wave: how far the rows stand from their level around a beat, all rows
 * together, so that a flat lead does not hide what the others show, and the median of the beats. Null of less than three rows
 * and where no two beats show a wave.
 */
export function tWaveMm(
  outlines: readonly RowOutline[],
  atPx: readonly number[],
  intervalPx: number,
  pitchX: number,
  pitchY: number,
): number | null {
  if (outlines.length < LEAST_ROWS) return null;
  const stepPx = STEP_MM * pitchX;
  const before = Math.round((BEFORE * intervalPx) / stepPx);
  const after = Math.round((AFTER * intervalPx) / stepPx);
  const beats = atPx
    .filter((x, i) => (atPx[i + 1] ?? Number.POSITIVE_INFINITY) - x >= LEAST_GAP * intervalPx)
    .map((x) => distances(outlines, x - before * stepPx, before + after, stepPx, pitchY))
    .filter((beat) => beat !== null);
  if (beats.length < LEAST_BEATS) return null;
  const together = Array.from({ length: after }, (_, i) => median(beats.map((beat) => beat[before + i] as number)));
  const found = peakAfterTrough(together, Math.floor((PAST_QRS * intervalPx) / stepPx));
  return found === null ? null : found * STEP_MM;
}

/** How far the rows stand from their level in each step of a beat, mm, mean of the rows; null where the beat is not whole in any. */
function distances(
  outlines: readonly RowOutline[],
  fromPx: number,
  steps: number,
  stepPx: number,
  pitchY: number,
): Float32Array | null {
  const sum = new Float32Array(steps);
  let rows = 0;
  for (const outline of outlines) {
    const course = courseOf(outline, fromPx, steps, stepPx, pitchY);
    if (course === null) continue;
    rows++;
    for (const [i, away] of knownMeans(course, SMOOTH_STEPS).entries()) sum[i] = (sum[i] as number) + Math.abs(away);
  }
  return rows === 0 ? null : sum.map((value) => value / rows);
}

/** A row's middle against its median, mm, at most `MOST_MM`; steps without ink stand at the median. */
function courseOf(
  { top, bottom }: RowOutline,
  fromPx: number,
  steps: number,
  stepPx: number,
  pitchY: number,
): Float32Array | null {
  if (fromPx < 0 || fromPx + steps * stepPx > top.length) return null;
  const course = Float32Array.from({ length: steps }, (_, i) => {
    const from = Math.round(fromPx + i * stepPx);
    const to = Math.max(from + 1, Math.round(fromPx + (i + 1) * stepPx));
    return meanMiddle(top, bottom, from, to) / pitchY;
  });
  const seen = course.filter((value) => !Number.isNaN(value));
  if (seen.length < (1 - MOST_MISSING) * steps) return null;
  const level = median([...seen]);
  return course.map((value) => (Number.isNaN(value) ? 0 : Math.max(-MOST_MM, Math.min(MOST_MM, value - level))));
}

function meanMiddle(top: Float32Array, bottom: Float32Array, from: number, to: number): number {
  let sum = 0;
  let count = 0;
  for (let x = from; x < to; x++) {
    const middle = ((top[x] as number) + (bottom[x] as number)) / 2;
    if (Number.isNaN(middle)) continue;
    sum += middle;
    count++;
  }
  return sum / count;
}

/** The highest step beyond the end of the slope that a step lies on; null where it falls to the end. */
function peakAfterTrough(values: readonly number[], from: number): number | null {
  let trough = from;
  while (trough + 1 < values.length && (values[trough + 1] as number) <= (values[trough] as number)) trough++;
  if (trough + 1 >= values.length) return null;
  let peak = trough;
  for (let i = trough; i < values.length; i++) if ((values[i] as number) > (values[peak] as number)) peak = i;
  return peak;
}
