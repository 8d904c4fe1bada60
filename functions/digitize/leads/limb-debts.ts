import { isLimbLead, limbLaw, limbResidual } from '../layout/limb-leads.ts';
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

/** What limb leads owe each other, a moment and a lead's law after another. */
export interface Debts {
  readonly timesS: Float64Array;
  /** mV. */
  readonly errors: Float64Array;
  /** By how much each error grows with each of the leads being later, mV a sample: as many a debt as there are leads. */
  readonly slopes: Float64Array;
}

/** The limb leads of a column, those that can owe each other something. */
export function limbsOf<T extends NamedSignal>(column: readonly T[]): T[] {
  return column.filter(({ lead }) => isLimbLead(lead));
}

/** What simultaneous limb leads contradict one another by (Einthoven 1912, Goldberger 1942), linear in how late each of them is by the slopes of the traces. */
export function limbDebts(limbs: readonly NamedSignal[]): Debts {
  const law = limbLaw(limbs.map(({ lead }) => lead));
  const shares = Float64Array.from(law.flatMap((row) => row.map((share, j) => (limbs[j]?.sign ?? 1) * share)));
  const length = Math.min(...limbs.map(({ mv }) => mv.length));
  const means = limbs.map(({ mv }) => knownMean(mv, length));
  const startS = limbs[0]?.startS ?? 0;
  const most = Math.max(0, length - 2) * law.length;
  const timesS = new Float64Array(most);
  const errors = new Float64Array(most);
  const slopes = new Float64Array(most * limbs.length);
  const values = new Float64Array(limbs.length);
  const steps = new Float64Array(limbs.length);
  let count = 0;
  for (let i = 1; i + 1 < length; i++) {
    if (!areKnownAround(limbs, i)) continue;
    for (let j = 0; j < limbs.length; j++) {
      const mv = (limbs[j] as NamedSignal).mv;
      values[j] = (mv[i] as number) - (means[j] as number);
      steps[j] = (mv[i + 1] as number) - (mv[i - 1] as number);
    }
    for (let of = 0; of < shares.length; of += limbs.length) {
      let error = 0;
      for (let j = 0; j < limbs.length; j++) {
        const share = shares[of + j] as number;
        error += share * (values[j] as number);
        slopes[count * limbs.length + j] = (share * (steps[j] as number)) / 2;
      }
      timesS[count] = startS + i / SAMPLE_RATE_HZ;
      errors[count++] = error;
    }
  }
  return {
    timesS: timesS.subarray(0, count),
    errors: errors.subarray(0, count),
    slopes: slopes.subarray(0, count * limbs.length),
  };
}

/** Mean of the known ones of a lead's first samples; 0 of none. */
function knownMean(mv: Float32Array, length: number): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < length; i++) {
    const value = mv[i] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / Math.max(1, count);
}

function areKnownAround(limbs: readonly NamedSignal[], i: number): boolean {
  for (const { mv } of limbs) {
    if (Number.isNaN((mv[i - 1] as number) + (mv[i] as number) + (mv[i + 1] as number))) return false;
  }
  return true;
}
