/** Room for the normal equations of so many unknowns: where many small systems are solved, they share it. */
export interface NormalEquations {
  readonly normal: Float64Array;
  readonly right: Float64Array;
}

export function normalEquations(unknowns: number): NormalEquations {
  return { normal: new Float64Array(unknowns * unknowns), right: new Float64Array(unknowns) };
}

/**
 * Solves min Σ w_i (a_i·x − b_i)² by the normal equations (Cholesky, with a trace of ridge for rank-poor systems).
 * `rows` holds a_i one after another. The answer lies in the room that was given, until that is used again.
 */
export function leastSquares(
  rows: Float64Array,
  targets: Float64Array,
  weights: Float64Array,
  unknowns: number,
  { normal, right }: NormalEquations = normalEquations(unknowns),
): Float64Array {
  normal.fill(0);
  right.fill(0);
  let i = 0;
  for (; i + 2 < targets.length; i += 3) {
    const isAnyWithout = weights[i] === 0 || weights[i + 1] === 0 || weights[i + 2] === 0;
    if (isAnyWithout) for (let k = i; k < i + 3; k++) addRow(rows, targets, weights, k, unknowns, normal, right);
    else addThree(rows, targets, weights, i, unknowns, normal, right);
  }
  for (; i < targets.length; i++) addRow(rows, targets, weights, i, unknowns, normal, right);
  let trace = 0;
  for (let a = 0; a < unknowns; a++) trace += normal[a * unknowns + a] as number;
  for (let a = 0; a < unknowns; a++) {
    normal[a * unknowns + a] = (normal[a * unknowns + a] as number) + 1e-10 * (trace / unknowns) + 1e-300;
  }
  return cholesky(normal, right, unknowns);
}

/** Adds what a row says to the normal equations; nothing where it has no weight. */
function addRow(
  rows: Float64Array,
  targets: Float64Array,
  weights: Float64Array,
  i: number,
  unknowns: number,
  normal: Float64Array,
  right: Float64Array,
): void {
  const w = weights[i] as number;
  if (w === 0) return;
  const target = targets[i] as number;
  const first = i * unknowns;
  for (let a = 0; a < unknowns; a++) {
    const wa = w * (rows[first + a] as number);
    right[a] = (right[a] as number) + wa * target;
    for (let b = 0, at = a * unknowns; b <= a; b++, at++)
      normal[at] = (normal[at] as number) + wa * (rows[first + b] as number);
  }
}

/** The same of three rows one after another, so that the equations are read and written a third as often. */
function addThree(
  rows: Float64Array,
  targets: Float64Array,
  weights: Float64Array,
  i: number,
  unknowns: number,
  normal: Float64Array,
  right: Float64Array,
): void {
  const own = weights[i] as number;
  const nextOwn = weights[i + 1] as number;
  const lastOwn = weights[i + 2] as number;
  const first = i * unknowns;
  const next = first + unknowns;
  const last = next + unknowns;
  for (let a = 0; a < unknowns; a++) {
    const wa = own * (rows[first + a] as number);
    const nextWa = nextOwn * (rows[next + a] as number);
    const lastWa = lastOwn * (rows[last + a] as number);
    right[a] =
      (right[a] as number) +
      wa * (targets[i] as number) +
      nextWa * (targets[i + 1] as number) +
      lastWa * (targets[i + 2] as number);
    for (let b = 0, at = a * unknowns; b <= a; b++, at++) {
      normal[at] =
        (normal[at] as number) +
        wa * (rows[first + b] as number) +
        nextWa * (rows[next + b] as number) +
        lastWa * (rows[last + b] as number);
    }
  }
}

/** Solves m·x = x in place of both. */
function cholesky(m: Float64Array, x: Float64Array, n: number): Float64Array {
  for (let a = 0; a < n; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = m[a * n + b] as number;
      for (let k = 0; k < b; k++) sum -= (m[a * n + k] as number) * (m[b * n + k] as number);
      m[a * n + b] = a === b ? Math.sqrt(Math.max(sum, 1e-300)) : sum / (m[b * n + b] as number);
    }
  }
  for (let a = 0; a < n; a++) {
    for (let k = 0; k < a; k++) x[a] = (x[a] as number) - (m[a * n + k] as number) * (x[k] as number);
    x[a] = (x[a] as number) / (m[a * n + a] as number);
  }
  for (let a = n - 1; a >= 0; a--) {
    for (let k = a + 1; k < n; k++) x[a] = (x[a] as number) - (m[k * n + a] as number) * (x[k] as number);
    x[a] = (x[a] as number) / (m[a * n + a] as number);
  }
  return x;
}
