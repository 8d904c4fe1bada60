import { leastSquares } from '../maths/least-squares.ts';
import { median } from '../maths/median.ts';

/** Neighbouring samples err alike: so many are worth one. */
const ALIKE_SAMPLES = 8;

/** What limb leads owe each other at a moment, mV, and by how much that grows with those of the unknowns that it depends on. */
export interface OwedBy {
  readonly error: number;
  readonly grows: readonly (readonly [unknown: number, mvEach: number])[];
}

/**
 * The unknowns after one step of Gauss and Newton's method towards limb leads that owe each other nothing, each held near 0 as far as it usually is from it
 * (`usual`). Debts count as their own spread has it.
 */
export function stepTowardsLaw(unknowns: Float64Array, owed: readonly OwedBy[], usual: number): Float64Array {
  if (owed.length === 0) return unknowns;
  const count = unknowns.length;
  const noise = median(owed.map(({ error }) => Math.abs(error))) / 0.6745;
  const rows = new Float64Array((owed.length + count) * count);
  owed.forEach(({ grows }, i) => {
    for (const [k, mvEach] of grows) rows[i * count + k] = (rows[i * count + k] as number) + mvEach;
  });
  // Held near 0.
  unknowns.forEach((_, k) => {
    rows[(owed.length + k) * count + k] = 1;
  });
  const targets = Float64Array.from([...owed.map(({ error }) => -error), ...unknowns.map((value) => -value)]);
  const weights = new Float64Array(targets.length).fill(1 / (usual * usual));
  weights.fill(1 / (ALIKE_SAMPLES * noise * noise + 1e-12), 0, owed.length);
  return leastSquares(rows, targets, weights, count).map((by, k) => (unknowns[k] as number) + by);
}
