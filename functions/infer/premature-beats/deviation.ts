import { type BeatRows, WINDOW } from './beat-windows.ts';
import type { UsualBeat } from './usual-beat.ts';

/** A beat against the patient's usual beat, averaged over the leads that both have by their trust, sample by sample. */
export interface Deviation {
  /** Mean of x·m, x², m² over leads; x the beat, m the usual beat, in its units. */
  readonly xm: Float32Array;
  readonly xx: Float32Array;
  readonly mm: Float32Array;
  /** Leads that took part. */
  readonly leads: number;
}

function middle(row: Float32Array): number {
  const sorted = row.slice().sort();
  let count = sorted.length;
  while (count > 0 && Number.isNaN(sorted[count - 1])) count--;
  return sorted[count >> 1] ?? Number.NaN;
}

/** Compares a beat with the usual beat; all zero when they share no lead. Samples missing in one are left out. */
export function deviation(beat: BeatRows, usual: UsualBeat): Deviation {
  const xm = new Float32Array(WINDOW);
  const xx = new Float32Array(WINDOW);
  const mm = new Float32Array(WINDOW);
  let leads = 0;
  let total = 0;
  beat.forEach((row, lead) => {
    const scale = usual.scaleMv[lead] as number;
    const mean = usual.rows[lead] as Float32Array;
    const zero = middle(row);
    if (Number.isNaN(scale + zero)) return;
    leads++;
    const trust = usual.trust[lead] as number;
    total += trust;
    for (let i = 0; i < WINDOW; i++) {
      const x = ((row[i] as number) - zero) / scale;
      const m = mean[i] as number;
      if (Number.isNaN(x + m)) continue;
      xm[i] = (xm[i] as number) + trust * x * m;
      xx[i] = (xx[i] as number) + trust * x * x;
      mm[i] = (mm[i] as number) + trust * m * m;
    }
  });
  for (let i = 0; i < WINDOW && total > 0; i++) {
    xm[i] = (xm[i] as number) / total;
    xx[i] = (xx[i] as number) / total;
    mm[i] = (mm[i] as number) / total;
  }
  return { xm, xx, mm, leads };
}

/** How alike two beats are under weights: 1 − correlation (0…2), log of the residual's energy, log of the gain in energy. */
export interface Likeness {
  readonly unlike: number;
  readonly residual: number;
  readonly gain: number;
}

const FLOOR = 1e-3;

/**
 * Weighted likeness over samples `from`…`to`. The residual Σw(x−m)² is taken against Σw·m² over the whole window
 * (`against`), so that noise in a flat region does not look like a large change.
 */
export function likeness(d: Deviation, weights: Float32Array, from = 0, to = WINDOW - 1): Likeness {
  let xm = 0;
  let xx = 0;
  let mm = 0;
  let total = 0;
  for (let i = 0; i < WINDOW; i++) {
    const w = weights[i] as number;
    total += w * (d.mm[i] as number);
    if (i < from || i > to) continue;
    xm += w * (d.xm[i] as number);
    xx += w * (d.xx[i] as number);
    mm += w * (d.mm[i] as number);
  }
  const floor = FLOOR * total + 1e-9;
  return {
    unlike: 1 - xm / Math.sqrt((xx + floor) * (mm + floor)),
    residual: Math.log((Math.max(0, xx - 2 * xm + mm) + floor) / (total + 1e-9)),
    gain: Math.log((xx + floor) / (mm + floor)),
  };
}
