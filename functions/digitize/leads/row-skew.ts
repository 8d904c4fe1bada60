import type { Lead } from '../../leads.ts';
import { isLimbLead, limbResidual } from '../layout/limb-leads.ts';

/** A signal that was read off a row of the page, 500 Hz. */
export interface RowSignal {
  /** The row's baseline, mm from the page's upper edge. */
  readonly heightMm: number;
  /** Time of its first sample on the page's clock. */
  readonly startS: number;
  readonly mv: Float32Array;
}

/** One whose lead is known, and the column of leads that it stands in. */
export interface NamedSignal extends RowSignal {
  readonly lead: Lead;
  readonly sign: 1 | -1;
  readonly column: number;
}

const SAMPLE_RATE_HZ = 500;
/** Rows are looked for this much out of step, samples (2 ms) a mm of the page's height: 2.4 ms a mm at most, a turn of 3.4° at 25 mm/s. */
const MOST_SKEW = 1.2;
const STEP = 0.04;
/** Skew is believed where it takes this share of the limb leads' disagreement away, and that is worth speaking of. */
const WORTH_SHARE = 0.25;
const WORTH = 0.006;
/** What is left of well-read leads that agree. */
const NOISE = 0.004;

/**
 * How much later each row stands than the one a mm above it, in samples: the head of many carts is not quite square to the printed grid, and photographs
 * keep a little shear. At the right skew simultaneous limb leads agree best (Einthoven 1912, Goldberger 1942). 0 where that is not clear.
 */
export function rowSkew(signals: readonly NamedSignal[]): number {
  const columns = [...Map.groupBy(signals, ({ column }) => column).values()].map((column) => {
    const middleMm = column.reduce((sum, { heightMm }) => sum + heightMm, 0) / column.length;
    return column
      .filter(({ lead }) => isLimbLead(lead))
      .map(({ lead, sign, heightMm, mv }) => ({ lead, sign, aboutMm: heightMm - middleMm, mv }));
  });
  const residual = (skew: number) => {
    const found = columns.flatMap((column) => {
      const straight = column.map(({ lead, sign, aboutMm, mv }) => ({
        lead,
        sign,
        mv: shiftedBy(mv, skew * aboutMm),
      }));
      return limbResidual(straight) ?? [];
    });
    // Their geometric mean: a column in which a trace strayed tells less than one that agrees.
    return found.length === 0
      ? null
      : Math.exp(found.reduce((sum, value) => sum + Math.log(value + NOISE), 0) / found.length);
  };
  const unskewed = residual(0);
  if (unskewed === null || unskewed < WORTH) return 0;
  let best = { skew: 0, left: unskewed };
  const attempt = (skew: number) => {
    const left = residual(skew) ?? unskewed;
    if (left < best.left) best = { skew, left };
  };
  for (let skew = -MOST_SKEW; skew <= MOST_SKEW + 1e-9; skew += 2 * STEP) attempt(skew);
  const near = best.skew;
  attempt(near - STEP);
  attempt(near + STEP);
  const gained = unskewed - best.left;
  return gained > WORTH && gained > WORTH_SHARE * unskewed ? best.skew : 0;
}

/** The signals with every row moved back into step about the middle of all rows, by a skew that may change with time. */
export function inStep<T extends RowSignal>(signals: readonly T[], skew: (timeS: number) => number): T[] {
  const heights = signals.map(({ heightMm }) => heightMm);
  const middle = (Math.min(...heights) + Math.max(...heights)) / 2;
  return signals.map((signal) => {
    const { heightMm, startS, mv } = signal;
    return { ...signal, mv: shifted(mv, (i) => skew(startS + i / SAMPLE_RATE_HZ) * (heightMm - middle)) };
  });
}

/** A signal so many samples earlier, by Catmull and Rom's spline between its samples; NaN where it would have to be known beyond its ends. */
export function shiftedBy(mv: Float32Array, samples: number): Float32Array {
  const whole = Math.floor(samples);
  const between = samples - whole;
  const out = new Float32Array(mv.length);
  for (let i = 0; i < out.length; i++) out[i] = splineAt(mv, i + whole, between);
  return out;
}

/** The same by as many samples as each place asks for. */
export function shifted(mv: Float32Array, samplesAt: (i: number) => number): Float32Array {
  const out = new Float32Array(mv.length);
  for (let i = 0; i < out.length; i++) {
    const samples = samplesAt(i);
    const whole = Math.floor(samples);
    out[i] = splineAt(mv, i + whole, samples - whole);
  }
  return out;
}

/** The spline `t` of the way from sample `k` to the next. */
function splineAt(mv: Float32Array, k: number, t: number): number {
  const b = sampleAt(mv, k);
  if (t === 0) return b;
  const c = sampleAt(mv, k + 1);
  const before = sampleAt(mv, k - 1);
  const after = sampleAt(mv, k + 2);
  const a = Number.isNaN(before) ? b : before;
  const d = Number.isNaN(after) ? c : after;
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

const sampleAt = (mv: Float32Array, i: number): number => (i < 0 || i >= mv.length ? Number.NaN : (mv[i] as number));
