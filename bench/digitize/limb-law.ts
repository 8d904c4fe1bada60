import type { Lead } from '../../functions/leads.ts';

/** A lead on the page's clock, mV at 500 Hz, NaN where missing. */
interface Placed {
  readonly startS: number;
  readonly mv: Float32Array;
}

/**
 * How far I + III is from II where all three are known, as the RMS of the difference over the RMS of the largest of the
 * three, means removed (Einthoven 1913): 0 is perfect, 0.15 a visible disagreement. NaN without the three or with less
 * than 0.4 s in common. It needs no truth, so it finds what is silently wrong on pages that have none.
 */
export function einthovenResidual(leads: Partial<Record<Lead, Placed | null>>): number {
  const three = [leads.I, leads.II, leads.III];
  const [one, two, other] = three;
  if (!one || !two || !other) return Number.NaN;
  const offsets = [one, two, other].map(({ startS }) => Math.round(startS * 500));
  const from = Math.max(...offsets);
  const to = Math.min(...[one, two, other].map(({ mv }, k) => offsets[k]! + mv.length));
  const sums = new Float64Array(4);
  const squares = new Float64Array(4);
  let n = 0;
  for (let at = from; at < to; at++) {
    const a = one.mv[at - offsets[0]!]!;
    const b = two.mv[at - offsets[1]!]!;
    const c = other.mv[at - offsets[2]!]!;
    const four = [a, b, c, a + c - b];
    if (Number.isNaN(four[3])) continue;
    n++;
    for (let k = 0; k < 4; k++) {
      sums[k]! += four[k]!;
      squares[k]! += four[k]! ** 2;
    }
  }
  if (n < 200) return Number.NaN;
  const [i, ii, iii, left] = [...squares].map((square, k) => Math.sqrt(Math.max(0, square / n - (sums[k]! / n) ** 2)));
  return left! / Math.max(i!, ii!, iii!);
}
