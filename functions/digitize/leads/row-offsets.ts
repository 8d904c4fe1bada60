import { limbResidual } from '../layout/limb-leads.ts';
import { leastSquares } from '../maths/least-squares.ts';
import { mean } from '../maths/mean.ts';
import { median } from '../maths/median.ts';
import { limbDebts, limbsOf } from './limb-debts.ts';
import { type NamedSignal, shifted } from './row-skew.ts';
import { disagreement } from './row-sway.ts';

/** A signal of a row that is told apart from the others. */
export interface SignalOfRow extends NamedSignal {
  readonly row: number;
}

/** By how many samples (2 ms) a row usually stands out of step by itself: 0.1 mm of paper at 25 mm/s. */
const USUAL = 2;
/** More is no row out of step but a trace that strayed. */
const MOST = 6;
const ROUNDS = 4;
/** Neighbouring samples err alike: so many are worth one. */
const ALIKE_SAMPLES = 8;
/** Offsets are believed where they take this share of the limb leads' disagreement away, and that is worth speaking of. */
const WORTH_SHARE = 0.25;
const WORTH = 0.002;
/** Rows that stand no further out of step than this are in step as far as traces tell, samples. */
const LEAST = 0.5;
/** Leads that contradict one another by more even then were not read well enough to tell. */
const AGREED = 0.05;

/**
 * How many samples each row stands later than it should, where that is no skew of all of them: paper folded between two rows. Found over all columns
 * of limb leads together, by least squares on what they owe each other (Einthoven 1912, Goldberger 1942), held near 0. Null where that does not
 * clearly make them agree; rows without limb leads have none.
 */
export function rowOffsets(signals: readonly SignalOfRow[]): ReadonlyMap<number, number> | null {
  const columns = [...Map.groupBy(signals, ({ column }) => column).values()].filter(
    (column) => limbResidual(column) !== null,
  );
  const rows = [...new Set(columns.flatMap(limbsOf).map(({ row }) => row))];
  if (columns.length === 0) return null;
  const before = disagreement(columns);
  if (before < WORTH) return null;
  const late = new Float64Array(rows.length);
  const moved = (column: readonly SignalOfRow[]) =>
    column.map((one) => ({ ...one, mv: shifted(one.mv, () => late[rows.indexOf(one.row)] ?? 0) }));
  for (let round = 0; round < ROUNDS; round++) improve(late, rows, columns.map(moved));
  const furthest = Math.max(...late.map(Math.abs));
  if (furthest < LEAST || furthest > MOST) return null;
  const after = disagreement(columns.map(moved));
  return after < AGREED && before - after > Math.max(WORTH, WORTH_SHARE * before)
    ? new Map(rows.map((row, k) => [row, late[k] as number]))
    : null;
}

/** One step of Gauss and Newton's method. */
function improve(late: Float64Array, rows: readonly number[], columns: readonly (readonly SignalOfRow[])[]): void {
  const owed = columns.flatMap((column) => {
    const limbs = limbsOf(column);
    return limbDebts(limbs).map(({ error, slopes }) => ({
      error,
      slopes,
      at: limbs.map(({ row }) => rows.indexOf(row)),
    }));
  });
  if (owed.length === 0) return;
  const count = rows.length;
  const noise = median(owed.map(({ error }) => Math.abs(error))) / 0.6745;
  const equations = new Float64Array((owed.length + count) * count);
  owed.forEach(({ slopes, at }, i) => {
    slopes.forEach((slope, j) => {
      equations[i * count + (at[j] as number)] = slope;
    });
  });
  // Held near 0.
  late.forEach((_, k) => {
    equations[(owed.length + k) * count + k] = 1;
  });
  const targets = Float64Array.from([...owed.map(({ error }) => -error), ...late.map((samples) => -samples)]);
  const weights = new Float64Array(targets.length).fill(1 / (USUAL * USUAL));
  weights.fill(1 / (ALIKE_SAMPLES * noise * noise + 1e-12), 0, owed.length);
  const next = leastSquares(equations, targets, weights, count).map((by, k) => (late[k] as number) + by);
  // What all rows share is no disagreement: it would only trade the columns' begins for their ends.
  const shared = mean([...next]);
  next.forEach((samples, k) => {
    late[k] = samples - shared;
  });
}
