import { mean } from '../maths/mean.ts';
import { AGREED, columnsThatTell, disagreement, limbDebts, limbsOf } from './limb-debts.ts';
import { type Owed, stepTowardsLaw } from './limb-step.ts';
import { type NamedSignal, shiftedBy } from './row-skew.ts';

/** A signal of a row that is told apart from the others. */
export interface SignalOfRow extends NamedSignal {
  readonly row: number;
}

/** By how many samples (2 ms) a row usually stands out of step by itself: 0.1 mm of paper at 25 mm/s. */
const USUAL = 2;
/** More is no row out of step but a trace that strayed. */
const MOST = 6;
const ROUNDS = 4;
/** Offsets are believed where they take this share of the limb leads' disagreement away, and that is worth speaking of. */
const WORTH_SHARE = 0.25;
const WORTH = 0.002;
/** Rows that stand no further out of step than this are in step as far as traces tell, samples. */
const LEAST = 0.5;

/**
 * How many samples each row stands later than it should, where that is no skew of all of them: paper folded between two rows. Found over all columns
 * of limb leads together, by least squares on what they owe each other (Einthoven 1912, Goldberger 1942), held near 0. Null where that does not
 * clearly make them agree; rows without limb leads have none.
 */
export function rowOffsets(signals: readonly SignalOfRow[]): ReadonlyMap<number, number> | null {
  const columns = columnsThatTell(signals);
  const rows = [...new Set(columns.flatMap(limbsOf).map(({ row }) => row))];
  if (columns.length === 0) return null;
  const before = disagreement(columns);
  if (before < WORTH) return null;
  let late = new Float64Array(rows.length);
  const moved = (column: readonly SignalOfRow[]) =>
    column.map((one) => {
      const own = late[rows.indexOf(one.row)] ?? 0;
      return { ...one, mv: shiftedBy(one.mv, own) };
    });
  for (let round = 0; round < ROUNDS; round++) {
    const owed = columns.map((column) => owedByRows(moved(column), rows));
    const next = stepTowardsLaw(late, owed, USUAL);
    // What all rows share is no disagreement: it would only trade the columns' begins for their ends.
    const shared = mean([...next]);
    late = next.map((samples) => samples - shared);
  }
  const furthest = Math.max(...late.map(Math.abs));
  if (furthest < LEAST || furthest > MOST) return null;
  const after = disagreement(columns.map(moved));
  return after < AGREED && before - after > Math.max(WORTH, WORTH_SHARE * before)
    ? new Map(rows.map((row, k) => [row, late[k] as number]))
    : null;
}

/** What a column's limb leads owe each other, by how late their rows stand. */
function owedByRows(column: readonly SignalOfRow[], rows: readonly number[]): Owed {
  const limbs = limbsOf(column);
  const { errors, slopes } = limbDebts(limbs);
  const grows = new Float64Array(errors.length * rows.length);
  for (const [j, { row }] of limbs.entries()) {
    const at = rows.indexOf(row);
    for (let debt = 0, from = j, to = at; debt < errors.length; debt++, from += limbs.length, to += rows.length) {
      grows[to] = (grows[to] as number) + (slopes[from] as number);
    }
  }
  return { errors, grows };
}
