import type { Beats } from '../marks/beats.ts';
import type { RowOutline } from '../marks/row-outline.ts';

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
    let sum = 0;
    let count = 0;
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

/** How two shapes differ: `share` is what differs over what they hold (0 alike, 1 unrelated, 2 mirrored) at the shift where it is least; `power` is what they hold a sample, mm². */
function difference(a: Float32Array, b: Float32Array): { share: number; power: number } {
  let best = { share: 2, power: 0 };
  for (let shift = -2; shift <= 2; shift++) {
    let apart = 0;
    let held = 0;
    for (let k = Math.max(0, -shift); k < Math.min(a.length, b.length - shift); k++) {
      const p = a[k] as number;
      const q = b[k + shift] as number;
      apart += (p - q) * (p - q);
      held += p * p + q * q;
    }
    const share = apart / (held + LINE_MM2 * a.length);
    if (share < best.share) best = { share, power: held / (2 * a.length) };
  }
  return best;
}

/** What a line at rest holds by its thickness and noise. */
const LINE_MM2 = 0.02;
/** A row of this power counts half: in small waves the noise differs from beat to beat. */
const HALF_POWER_MM2 = 0.08;

/** Beats on each side of a boundary that are compared. */
const BEATS = 3;
/** Beats nearer to a boundary than this hold ink of both sides. */
const MARGIN = 0.12;

/**
 * How much the rows' beats change at a place along x: median over the rows of the least difference between a beat before and a beat
 * behind it (the least, so that a premature beat does not look like another lead; the median, so that a row that strays does not). Null where there are none to compare.
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
  const found: { share: number; weight: number }[] = [];
  for (const row of rows) {
    let least: { share: number; power: number } | null = null;
    for (const i of before.slice(-BEATS)) {
      for (const k of behind.slice(0, BEATS)) {
        const [a, b] = [shapes.rows[row]?.[i], shapes.rows[row]?.[k]];
        if (a == null || b == null) continue;
        const apart = difference(a, b);
        if (least === null || apart.share < least.share) least = apart;
      }
    }
    if (least !== null) found.push({ share: least.share, weight: least.power / (least.power + HALF_POWER_MM2) });
  }
  return 2 * found.length >= rows.length ? middle(found) : null;
}

/** Weighted median. */
function middle(found: { share: number; weight: number }[]): number | null {
  const half = found.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let seen = 0;
  for (const { share, weight } of found.sort((a, b) => a.share - b.share)) {
    seen += weight;
    if (seen >= half && half > 0) return share;
  }
  return null;
}
