import type { RowOutline } from './row-outline.ts';
import { tWaveMm } from './t-waves.ts';

/** Beats of the page, seen in all rows together; mm along x. */
export interface Beats {
  /** Middles of the QRS complexes. */
  readonly atMm: readonly number[];
  /** Median distance of beats and median width of the QRS; null with fewer than three beats. */
  readonly intervalMm: number | null;
  readonly qrsMm: number | null;
  /** Distance from the QRS to the peak of the T wave; null where none is seen. */
  readonly tWaveMm: number | null;
}

const STEP_MM = 0.25;
/** A row that climbs less than this in a step holds no beats. */
const LEAST_CLIMB_MM = 0.3;
/** Two complexes are no nearer than this: 300/min at 12.5 mm/s. */
const APART_MM = 2.5;

/**
 * Finds beats where the rows are steep together: how far the traces climb within each quarter mm, summed over the rows, each against its own
 * typical steep part so that one tall lead does not outvote the rest.
 */
export function findBeats(
  outlines: readonly RowOutline[],
  startPx: number,
  endPx: number,
  pitchX: number,
  pitchY: number,
  strokePx: number,
): Beats {
  const steps = Math.max(0, Math.floor((endPx - startPx) / (STEP_MM * pitchX)));
  const activity = new Float32Array(steps);
  for (const outline of outlines) {
    const climb = climbs(outline, startPx, steps, STEP_MM * pitchX, strokePx, pitchY);
    const typical = quantile(climb, 0.97);
    if (typical < LEAST_CLIMB_MM) continue;
    const rest = quantile(climb, 0.5);
    for (let i = 0; i < steps; i++) {
      const steep = Math.max(0, ((climb[i] as number) - rest) / (typical - rest));
      activity[i] = (activity[i] as number) + Math.min(1.5, steep);
    }
  }
  const peaks = findPeaks(smoothed(activity));
  const atMm = peaks.map((i) => startPx / pitchX + (i + 0.5) * STEP_MM);
  const gaps = atMm.slice(1).map((x, i) => x - (atMm[i] as number));
  if (peaks.length < 3) return { atMm, intervalMm: null, qrsMm: null, tWaveMm: null };
  const intervalMm = quantile(gaps, 0.5);
  const atPx = atMm.map((x) => x * pitchX);
  const widthMm = quantile(
    peaks.map((i) => widthAt(activity, i) * STEP_MM),
    0.5,
  );
  const foot =
    FOOT_SHARE *
    quantile(
      peaks.map((i) => activity[i] as number),
      0.5,
    );
  // In the broad waves of a tachycardia the steep parts lie apart from one another.
  const steepShare = activity.filter((value) => value > foot).length / steps;
  return {
    atMm,
    intervalMm,
    qrsMm: Math.max(widthMm, BROAD_SHARE * steepShare * intervalMm),
    tWaveMm: tWaveMm(outlines, atPx, intervalMm * pitchX, pitchX, pitchY),
  };
}

/** Height that the trace covers within each step beyond its stroke, mm. */
function climbs(
  outline: RowOutline,
  startPx: number,
  steps: number,
  stepPx: number,
  strokePx: number,
  pitchY: number,
): Float32Array {
  const found = new Float32Array(steps);
  for (let i = 0; i < steps; i++) {
    let top = Number.POSITIVE_INFINITY;
    let bottom = Number.NEGATIVE_INFINITY;
    const to = Math.min(outline.top.length, Math.round(startPx + (i + 1) * stepPx));
    for (let x = Math.round(startPx + i * stepPx); x < to; x++) {
      const a = outline.top[x] as number;
      const b = outline.bottom[x] as number;
      if (a < top) top = a;
      if (b > bottom) bottom = b;
    }
    found[i] = bottom > top ? Math.max(0, bottom - top - strokePx) / pitchY : 0;
  }
  return found;
}

function smoothed(values: Float32Array): Float32Array {
  return values.map((_, i) => {
    const at = (k: number) => values[i + k] ?? 0;
    return (at(-2) + 2 * at(-1) + 3 * at(0) + 2 * at(1) + at(2)) / 9;
  });
}

const PEAK_SHARE = 0.4;
/** At least one beat is expected in this length. */
const SLOWEST_MM = 80;

/** A broad complex may have two steep parts: where short and long distances mix, what is nearer than half a long one is one beat. */
function findPeaks(smooth: Float32Array): number[] {
  const all = peaksApart(smooth, APART_MM / STEP_MM);
  const gaps = all.slice(1).map((x, i) => x - (all[i] as number));
  const [short, long] = [quantile(gaps, 0.25), quantile(gaps, 0.8)];
  return short < 0.35 * long ? peaksApart(smooth, 0.45 * long) : all;
}

function peaksApart(smooth: Float32Array, apart: number): number[] {
  const order = [...smooth.keys()].sort((a, b) => (smooth[b] as number) - (smooth[a] as number));
  const strongest = Math.max(3, Math.round(smooth.length / (SLOWEST_MM / STEP_MM)));
  const kept: number[] = [];
  let level = 0;
  for (const i of order) {
    const value = smooth[i] as number;
    if (kept.length >= strongest && value < PEAK_SHARE * level) break;
    if (kept.some((k) => Math.abs(k - i) < apart)) continue;
    kept.push(i);
    // Against a middling one of the strongest, so that one artefact does not hide the beats.
    if (kept.length <= strongest) level = smooth[kept[kept.length >> 1] as number] as number;
  }
  return kept.filter((i) => (smooth[i] as number) >= PEAK_SHARE * level).sort((a, b) => a - b);
}

const FOOT_SHARE = 0.3;
/** Of the steep parts between two beats, what belongs to the QRS. */
const BROAD_SHARE = 0.7;

/** Steps around a peak in which the rows stay steeper than a share of it; short rests within a complex do not end it. */
function widthAt(activity: Float32Array, peak: number): number {
  const foot = FOOT_SHARE * Math.max(activity[peak] as number, activity[peak - 1] ?? 0, activity[peak + 1] ?? 0);
  const reach = (step: number) => {
    let last = 0;
    for (let k = 1; k - last <= 2; k++) {
      const value = activity[peak + k * step];
      if (value === undefined) break;
      if (value > foot) last = k;
    }
    return last;
  };
  return reach(1) + reach(-1) + 1;
}

function quantile(values: ArrayLike<number>, q: number): number {
  const sorted = Float32Array.from(values).sort();
  return sorted[Math.floor(q * (sorted.length - 1))] ?? 0;
}
