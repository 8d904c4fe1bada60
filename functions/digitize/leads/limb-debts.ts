import { isLimbLead, limbLaw, limbResidual } from '../layout/limb-leads.ts';
import { mean } from '../maths/mean.ts';
import type { NamedSignal } from './row-skew.ts';

const SAMPLE_RATE_HZ = 500;

/** Leads that contradict one another by more once their rows are in step were not read well enough to tell that they are. */
export const AGREED = 0.05;

/** The columns that hold enough of limb leads for these to contradict one another. */
export function columnsThatTell<T extends NamedSignal>(signals: readonly T[]): T[][] {
  return [...Map.groupBy(signals, ({ column }) => column).values()].filter((column) => limbResidual(column) !== null);
}

/** Geometric mean of what the columns' limb leads contradict one another by (see `limbResidual`). */
export function disagreement(columns: readonly (readonly NamedSignal[])[]): number {
  const found = columns.flatMap((column) => limbResidual(column) ?? []);
  return Math.exp(found.reduce((sum, value) => sum + Math.log(value + 1e-4), 0) / Math.max(1, found.length));
}

/** What limb leads owe each other at a moment, mV, and by how much that grows with each of them being later, mV a sample. */
export interface Debt {
  readonly timeS: number;
  readonly error: number;
  readonly slopes: readonly number[];
}

/** The limb leads of a column, those that can owe each other something. */
export function limbsOf<T extends NamedSignal>(column: readonly T[]): T[] {
  return column.filter(({ lead }) => isLimbLead(lead));
}

/** What simultaneous limb leads contradict one another by (Einthoven 1912, Goldberger 1942), linear in how late each of them is by the slopes of the traces. */
export function limbDebts(limbs: readonly NamedSignal[]): Debt[] {
  const law = limbLaw(limbs.map(({ lead }) => lead));
  const length = Math.min(...limbs.map(({ mv }) => mv.length));
  const means = limbs.map(({ mv }) => mean([...mv.subarray(0, length)].filter((value) => !Number.isNaN(value))));
  const isKnown = (i: number) => limbs.every(({ mv }) => !Number.isNaN(mv[i] as number));
  const found: Debt[] = [];
  for (let i = 1; i + 1 < length; i++) {
    if (!isKnown(i - 1) || !isKnown(i) || !isKnown(i + 1)) continue;
    const timeS = (limbs[0] as NamedSignal).startS + i / SAMPLE_RATE_HZ;
    for (const shares of law) {
      let error = 0;
      const slopes = limbs.map(({ mv, sign }, j) => {
        const share = sign * (shares[j] as number);
        error += share * ((mv[i] as number) - (means[j] as number));
        return (share * ((mv[i + 1] as number) - (mv[i - 1] as number))) / 2;
      });
      found.push({ timeS, error, slopes });
    }
  }
  return found;
}
