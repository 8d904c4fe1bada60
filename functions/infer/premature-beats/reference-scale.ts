/** Furthest that a value may lie from the patient's own, in his own spreads. */
const FURTHEST = 12;
/** Least spread, in the features' own units: reference beats of a synthetic or very clean signal hardly differ. */
const LEAST_SPREAD = 0.05;
const SPREAD_OF_MAD = 1.4826;

function middle(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1] ?? 0;
}

/**
 * Rescales each column of `rows` in place to the patient: minus the median of the reference beats, over their robust
 * spread (1.48 × median absolute deviation, at least 0.05), cut at ±12. What is noise in one recording's P region is a
 * change in another's. Without reference beats all beats are the reference.
 */
export function againstReference(rows: readonly number[][], isReference: readonly boolean[]): void {
  const references = rows.filter((_, i) => isReference[i]);
  const base = references.length > 0 ? references : rows;
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const centre = middle(base.map((row) => row[column] as number));
    const deviations = base.map((row) => Math.abs((row[column] as number) - centre));
    const spread = Math.max(LEAST_SPREAD, SPREAD_OF_MAD * middle(deviations));
    for (const row of rows) {
      row[column] = Math.max(-FURTHEST, Math.min(FURTHEST, ((row[column] as number) - centre) / spread));
    }
  }
}
