import type { Beats } from './beats.ts';
import type { RowOutline } from './row-outline.ts';

const STEP_MM = 0.25;
/** Shares of the beats' distance that a beat's shape takes before and behind its QRS. */
const BEFORE = 0.2;
const BEHIND = 0.4;
const MOST_MM = 14;

/** Each beat's shape in every row: mm above the shape's own median, sampled alike; null where ink is missing. */
export interface BeatShapes {
  readonly atMm: readonly number[];
  readonly rows: readonly (readonly (Float32Array | null)[])[];
}

/** Cuts the beats out of the rows' outlines. */
export function beatShapes(outlines: readonly RowOutline[], beats: Beats, pitchX: number, pitchY: number): BeatShapes {
  const interval = Math.min(beats.intervalMm ?? 0, MOST_MM / BEHIND);
  const before = Math.round((BEFORE * interval) / STEP_MM);
  const length = before + Math.round((BEHIND * interval) / STEP_MM);
  return {
    atMm: beats.atMm,
    rows: outlines.map((outline) =>
      beats.atMm.map((at) => shape(outline, at - before * STEP_MM, length, pitchX, pitchY)),
    ),
  };
}

function shape(
  outline: RowOutline,
  fromMm: number,
  length: number,
  pitchX: number,
  pitchY: number,
): Float32Array | null {
  const values = new Float32Array(length);
  let missing = 0;
  for (let k = 0; k < length; k++) {
    let [sum, count] = [0, 0];
    const to = Math.round((fromMm + (k + 1) * STEP_MM) * pitchX);
    for (let x = Math.max(0, Math.round((fromMm + k * STEP_MM) * pitchX)); x < to; x++) {
      const middle = ((outline.top[x] as number) + (outline.bottom[x] as number)) / 2;
      if (Number.isNaN(middle)) continue;
      sum += middle;
      count++;
    }
    values[k] = count > 0 ? -sum / count / pitchY : Number.NaN;
    if (count === 0) missing++;
  }
  if (length < 8 || missing > 0.3 * length) return null;
  const sorted = values.filter((v) => !Number.isNaN(v)).sort();
  const level = sorted[sorted.length >> 1] as number;
  return values.map((v) => (Number.isNaN(v) ? 0 : v - level));
}

/** Half of what two shapes differ by, over what they hold: 0 alike, 1 unrelated, 2 mirrored; at the shift of a step or two where they differ least. */
function difference(a: Float32Array, b: Float32Array): number {
  let least = 2;
  for (let shift = -2; shift <= 2; shift++) {
    let [apart, held] = [0, 0];
    for (let k = Math.max(0, -shift); k < Math.min(a.length, b.length - shift); k++) {
      const [p, q] = [a[k] as number, b[k + shift] as number];
      apart += (p - q) ** 2;
      held += p * p + q * q;
    }
    // A tenth of a mm is the line itself.
    least = Math.min(least, apart / (held + 0.02 * a.length));
  }
  return least;
}

/** Beats on each side of a boundary that are compared. */
const BEATS = 2;
/** Beats nearer to a boundary than this hold ink of both sides. */
const MARGIN = 0.12;

/**
 * How much the rows' beats change at a place along x: mean over the rows of the least difference between a beat before and a beat
 * behind it (the least, so that a premature beat does not look like another lead). Null where there are none to compare.
 */
export function changeAt(shapes: BeatShapes, rows: readonly number[], xMm: number, widthMm: number): number | null {
  const margin = MARGIN * widthMm;
  const before = [...shapes.atMm.keys()].filter((i) => {
    const x = shapes.atMm[i] as number;
    return x < xMm - 0.25 * margin && x > xMm - widthMm;
  });
  const behind = [...shapes.atMm.keys()].filter((i) => {
    const x = shapes.atMm[i] as number;
    return x > xMm + 0.25 * margin && x < xMm + widthMm;
  });
  let [sum, count] = [0, 0];
  for (const row of rows) {
    let least: number | null = null;
    for (const i of before.slice(-BEATS)) {
      for (const k of behind.slice(0, BEATS)) {
        const [a, b] = [shapes.rows[row]?.[i], shapes.rows[row]?.[k]];
        if (a == null || b == null) continue;
        const value = difference(a, b);
        if (least === null || value < least) least = value;
      }
    }
    if (least === null) continue;
    sum += least;
    count++;
  }
  return count > 0 && 2 * count >= rows.length ? sum / count : null;
}
