import type { ColourSteps } from './colour-steps.ts';

/** A line across the small picture: x = at + slope · y for those that run down it, y = at + slope · x for those that run across. */
export interface EdgeLine {
  readonly at: number;
  readonly slope: number;
}

export type Direction = 'down' | 'across';

/** Edges of sheets run within this slope of the picture's sides, tried at this many slopes. */
const STEEPEST = 0.45;
const SLOPES = 73;
/** As many lines of a direction are kept, none as near as this (px, on the mean along it) to a stronger one. */
const MOST_LINES = 10;
const APART = 7;

/** Steps are measured against what is usual in the picture, and that is no less than this (square roots of 0–255). */
const LEAST_STEP = 0.06;

/** How clearly a step stands out at every place: 0 where it is none or not the strongest hereabouts across the edge, 1 where it is clear. */
export function clearSteps(
  { widthPx: w, heightPx: h, alongX, alongY }: ColourSteps,
  direction: Direction,
): Float32Array {
  const steps = direction === 'down' ? alongX : alongY;
  const size = new Float32Array(w * h);
  for (let i = 0, o = 0; i < size.length; i++, o += 3) {
    const r = steps[o] as number;
    const g = steps[o + 1] as number;
    const b = steps[o + 2] as number;
    size[i] = Math.sqrt(r * r + g * g + b * b);
  }
  const sorted = size.filter((_, i) => i % 7 === 0).sort();
  const usual = Math.max(LEAST_STEP, sorted[sorted.length >> 1] as number);
  const clear = new Float32Array(w * h);
  const next = direction === 'down' ? 1 : w;
  for (let y = 3; y + 3 < h; y++) {
    for (let x = 3; x + 3 < w; x++) {
      const i = y * w + x;
      const own = size[i] as number;
      let isPeak = own > 2 * usual;
      for (let k = 1; k <= 3 && isPeak; k++)
        isPeak = own >= (size[i - k * next] as number) && own >= (size[i + k * next] as number);
      if (isPeak) clear[i] = Math.min(1, (own - 2 * usual) / (4 * usual));
    }
  }
  return clear;
}

/** The lines along which most steps stand out, the strongest first (a Hough transform). */
export function edgeLines(clear: Float32Array, widthPx: number, heightPx: number, direction: Direction): EdgeLine[] {
  const [across, along] = direction === 'down' ? [widthPx, heightPx] : [heightPx, widthPx];
  const margin = Math.ceil((STEEPEST * along) / 2);
  const bins = across + 2 * margin;
  const votes = new Float32Array(SLOPES * bins);
  const slopes = Float32Array.from({ length: SLOPES }, (_, k) => STEEPEST * ((2 * k) / (SLOPES - 1) - 1));
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const share = clear[y * widthPx + x] as number;
      if (share === 0) continue;
      const p = direction === 'down' ? x : y;
      const q = direction === 'down' ? y : x;
      for (let k = 0; k < SLOPES; k++) {
        // Lines are told apart by where they pass the middle of the picture.
        const bin = Math.round(p - (slopes[k] as number) * (q - along / 2)) + margin;
        if (bin >= 0 && bin < bins) votes[k * bins + bin] = (votes[k * bins + bin] as number) + share;
      }
    }
  }
  const found: EdgeLine[] = [];
  const sum = (i: number) =>
    (votes[i - 2] ?? 0) + (votes[i - 1] ?? 0) + (votes[i] as number) + (votes[i + 1] ?? 0) + (votes[i + 2] ?? 0);
  const strength = votes.map((_, i) => sum(i));
  const order = Array.from(strength.keys())
    .filter((i) => (strength[i] as number) > 0.12 * along)
    .sort((a, b) => (strength[b] as number) - (strength[a] as number));
  for (const i of order) {
    const slope = slopes[Math.floor(i / bins)] as number;
    const line = { slope, at: (i % bins) - margin - (slope * along) / 2 };
    const isNew = found.every((other) => apart(other, line, along) > APART);
    if (isNew) found.push(line);
    if (found.length === MOST_LINES) break;
  }
  return found;
}

/** How far two lines are from one another on the mean; those that cross are near. */
function apart(one: EdgeLine, other: EdgeLine, along: number): number {
  const from = one.at - other.at;
  const to = from + (one.slope - other.slope) * along;
  return from * to >= 0 ? Math.abs(from + to) / 2 : (from * from + to * to) / (2 * (Math.abs(from) + Math.abs(to)));
}
