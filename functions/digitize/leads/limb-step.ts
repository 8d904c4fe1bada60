import { leastSquares } from '../maths/least-squares.ts';
import { nthSmallest } from '../maths/nth-smallest.ts';

/** Neighbouring samples err alike: so many are worth one. */
const ALIKE_SAMPLES = 8;

/** What limb leads owe each other, and by how much that grows with the unknowns. */
export interface Owed {
  /** mV. */
  readonly errors: Float64Array;
  /** mV for one of each unknown: as many an error as there are unknowns. */
  readonly grows: Float64Array;
}

/**
 * The unknowns after one step of Gauss and Newton's method towards limb leads that owe each other nothing, each held near 0 as far as it usually is from it
 * (`usual`). Debts count as their own spread has it.
 */
export function stepTowardsLaw(unknowns: Float64Array, owed: readonly Owed[], usual: number): Float64Array {
  const debts = owed.reduce((sum, { errors }) => sum + errors.length, 0);
  if (debts === 0) return unknowns;
  const count = unknowns.length;
  const rows = new Float64Array((debts + count) * count);
  const targets = new Float64Array(debts + count);
  let at = 0;
  for (const { errors, grows } of owed) {
    rows.set(grows, at * count);
    for (let debt = 0; debt < errors.length; debt++) targets[at++] = -(errors[debt] as number);
  }
  const sizes = new Float64Array(debts);
  for (let debt = 0; debt < debts; debt++) sizes[debt] = Math.abs(targets[debt] as number);
  const noise = nthSmallest(sizes, debts >> 1) / 0.6745;
  // Held near 0.
  unknowns.forEach((value, k) => {
    rows[(debts + k) * count + k] = 1;
    targets[debts + k] = -value;
  });
  const weights = new Float64Array(targets.length).fill(1 / (usual * usual));
  weights.fill(1 / (ALIKE_SAMPLES * noise * noise + 1e-12), 0, debts);
  return leastSquares(rows, targets, weights, count).map((by, k) => (unknowns[k] as number) + by);
}
