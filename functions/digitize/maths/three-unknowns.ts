/** Equations a·x = b of three unknowns, with their weights: the first at `from`, each of the others `stride` further. */
export interface Equations {
  readonly targets: Float64Array;
  readonly weights: Float64Array;
  readonly from: number;
  readonly stride: number;
}

/**
 * Solves min Σ w_i (a_i·x − b_i)² as `leastSquares` does, for three unknowns, and writes them to `out` from `at` on. `rows` holds a_i one after another
 * and as many equations count. Where many systems are as small, sums without arrays take a third of the time.
 */
export function threeUnknowns(
  rows: Float64Array,
  { targets, weights, from, stride }: Equations,
  out: Float64Array,
  at: number,
): void {
  let n00 = 0;
  let n10 = 0;
  let n11 = 0;
  let n20 = 0;
  let n21 = 0;
  let n22 = 0;
  let r0 = 0;
  let r1 = 0;
  let r2 = 0;
  for (let i = 0, k = from; i < rows.length; i += 3, k += stride) {
    const w = weights[k] as number;
    const b = targets[k] as number;
    const x0 = rows[i] as number;
    const x1 = rows[i + 1] as number;
    const x2 = rows[i + 2] as number;
    const w0 = w * x0;
    const w1 = w * x1;
    const w2 = w * x2;
    r0 += w0 * b;
    r1 += w1 * b;
    r2 += w2 * b;
    n00 += w0 * x0;
    n10 += w1 * x0;
    n11 += w1 * x1;
    n20 += w2 * x0;
    n21 += w2 * x1;
    n22 += w2 * x2;
  }
  const ridge = 1e-10 * ((n00 + n11 + n22) / 3);
  const l00 = root(n00 + ridge + 1e-300);
  const l10 = n10 / l00;
  const l11 = root(n11 + ridge + 1e-300 - l10 * l10);
  const l20 = n20 / l00;
  const l21 = (n21 - l20 * l10) / l11;
  const l22 = root(n22 + ridge + 1e-300 - l20 * l20 - l21 * l21);
  const y0 = r0 / l00;
  const y1 = (r1 - l10 * y0) / l11;
  const y2 = (r2 - l20 * y0 - l21 * y1) / l22;
  const z2 = y2 / l22;
  const z1 = (y1 - l21 * z2) / l11;
  out[at] = (y0 - l10 * z1 - l20 * z2) / l00;
  out[at + 1] = z1;
  out[at + 2] = z2;
}

const root = (square: number) => Math.sqrt(Math.max(square, 1e-300));
