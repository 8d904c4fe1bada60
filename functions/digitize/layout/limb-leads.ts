import type { Lead } from '../../leads.ts';
import { knownByAll } from '../maths/known-by-all.ts';

/** Each limb lead as a sum of I and II (Einthoven 1912, Goldberger 1942). */
const OF_I_AND_II: Partial<Record<Lead, Shares>> = {
  I: [1, 0],
  II: [0, 1],
  III: [-1, 1],
  aVR: [-0.5, -0.5],
  aVL: [1, -0.5],
  aVF: [-0.5, 1],
};

type Shares = readonly [ofI: number, ofII: number];

/** A lead as a sum of voltages: of I and II, or of its own alone. */
export function sharesOf(lead: Lead): readonly number[] {
  return OF_I_AND_II[lead] ?? [1];
}

/** Whether the lead is a sum of I and II. */
export function isLimbLead(lead: Lead): boolean {
  return OF_I_AND_II[lead] !== undefined;
}

/**
 * What limb leads owe each other: a row a lead, whose products with the leads' values add up to what of its own value no pair (I, II) explains. At
 * least two of the leads must differ in more than their size.
 */
export function limbLaw(leads: readonly Lead[]): number[][] {
  const of = leads.map((lead): Shares => OF_I_AND_II[lead] ?? [0, 0]);
  const { aa, ab, bb, det } = normalOf(of);
  return of.map(([a, b], i) =>
    of.map(([c, d], j) => (i === j ? 1 : 0) - (c * (bb * a - ab * b) + d * (aa * b - ab * a)) / det),
  );
}

/** The normal equations of fitting I and II to leads of these shares, and their determinant. */
function normalOf(of: readonly Shares[]): { aa: number; ab: number; bb: number; det: number } {
  let aa = 0;
  let ab = 0;
  let bb = 0;
  for (const [a, b] of of) {
    aa += a * a;
    ab += a * b;
    bb += b * b;
  }
  return { aa, ab, bb, det: aa * bb - ab * ab };
}

/**
 * How badly simultaneous limb leads contradict one another: the energy that no pair (I, II) explains, over what chance would
 * leave; 0 agreement, about 1 unrelated traces. Null with fewer than three limb leads or too little in common. Each
 * lead is taken without its mean, NaN samples are left out.
 */
export function limbResidual(
  leads: readonly { readonly lead: Lead; readonly mv: Float32Array; readonly sign?: number }[],
): number | null {
  const limbs = leads.flatMap(({ lead, mv, sign }) => {
    const row = OF_I_AND_II[lead];
    return row === undefined ? [] : [{ row, mv, sign: sign ?? 1 }];
  });
  if (limbs.length < 3) return null;
  const kept = knownByAll(limbs.map(({ mv }) => mv));
  if (kept.length < 200) return null;
  const { aa, ab, bb, det } = normalOf(limbs.map(({ row }) => row));
  if (det < 1e-6) return null;
  const ofI = Float64Array.from(limbs, ({ row }) => row[0]);
  const ofII = Float64Array.from(limbs, ({ row }) => row[1]);
  const values = centred(limbs, kept);
  let total = 0;
  let left = 0;
  for (let from = 0; from < values.length; from += ofI.length) {
    let p = 0;
    let q = 0;
    for (let k = 0; k < ofI.length; k++) {
      const value = values[from + k] as number;
      p += (ofI[k] as number) * value;
      q += (ofII[k] as number) * value;
      total += value * value;
    }
    const one = (bb * p - ab * q) / det;
    const two = (aa * q - ab * p) / det;
    for (let k = 0; k < ofI.length; k++) {
      const rest = (values[from + k] as number) - (ofI[k] as number) * one - (ofII[k] as number) * two;
      left += rest * rest;
    }
  }
  return total > 0 ? (left / total) * (limbs.length / (limbs.length - 2)) : null;
}

/** The kept samples of leads, each without its lead's mean: as many a moment as there are leads. */
function centred(
  leads: readonly { readonly mv: Float32Array; readonly sign: number }[],
  kept: Uint32Array,
): Float64Array {
  const values = new Float64Array(leads.length * kept.length);
  for (const [k, { mv, sign }] of leads.entries()) {
    let sum = 0;
    for (let i = 0; i < kept.length; i++) sum += mv[kept[i] as number] as number;
    const mean = sum / kept.length;
    for (let i = 0, to = k; i < kept.length; i++, to += leads.length) {
      values[to] = sign * ((mv[kept[i] as number] as number) - mean);
    }
  }
  return values;
}
