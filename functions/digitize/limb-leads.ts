import type { Lead } from '../leads.ts';

/** Each limb lead as a sum of I and II (Einthoven 1912, Goldberger 1942). */
const OF_I_AND_II: Partial<Record<Lead, readonly [number, number]>> = {
  I: [1, 0],
  II: [0, 1],
  III: [-1, 1],
  aVR: [-0.5, -0.5],
  aVL: [1, -0.5],
  aVF: [-0.5, 1],
};

/** The shares of I and II in a limb lead; null for a chest lead. */
export function lawOf(lead: Lead): readonly [number, number] | null {
  return OF_I_AND_II[lead] ?? null;
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
  const length = Math.min(...limbs.map(({ mv }) => mv.length));
  const kept: number[] = [];
  for (let i = 0; i < length; i++) if (limbs.every(({ mv }) => !Number.isNaN(mv[i] as number))) kept.push(i);
  if (kept.length < 200) return null;
  const centred = limbs.map(({ mv, sign }) => {
    const mean = kept.reduce((sum, i) => sum + (mv[i] as number), 0) / kept.length;
    return kept.map((i) => sign * ((mv[i] as number) - mean));
  });
  let [aa, ab, bb] = [0, 0, 0];
  for (const { row } of limbs) {
    aa += row[0] * row[0];
    ab += row[0] * row[1];
    bb += row[1] * row[1];
  }
  const det = aa * bb - ab * ab;
  if (det < 1e-6) return null;
  let total = 0;
  let left = 0;
  for (let i = 0; i < kept.length; i++) {
    let [p, q] = [0, 0];
    limbs.forEach(({ row }, k) => {
      const value = centred[k]?.[i] ?? 0;
      p += row[0] * value;
      q += row[1] * value;
      total += value * value;
    });
    const one = (bb * p - ab * q) / det;
    const two = (aa * q - ab * p) / det;
    limbs.forEach(({ row }, k) => {
      left += ((centred[k]?.[i] ?? 0) - row[0] * one - row[1] * two) ** 2;
    });
  }
  return total > 0 ? (left / total) * (limbs.length / (limbs.length - 2)) : null;
}
