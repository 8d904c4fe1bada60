import type { NamedBlock } from '../layout/lead-names.ts';
import { isLimbLead, limbLaw } from '../layout/limb-leads.ts';
import { medianOfKnown } from '../maths/median.ts';

/** Limb leads that were drawn at the same time, a column each, where there are enough to contradict one another. */
export function limbColumns(blocks: readonly NamedBlock[]): NamedBlock[][] {
  const columns = Map.groupBy(
    blocks.filter(({ lead }) => isLimbLead(lead)),
    ({ block }) => `${block.reading.column} ${block.startS}`,
  );
  return [...columns.values()].filter((column) => column.length >= 3);
}

/** How a lead contradicts the others of its column. */
export interface Unlawful {
  /** What of it no pair (I, II) explains, without its level, mV; NaN where one of the leads is missing. */
  readonly mv: Float64Array;
  /** How much of an error of its own is left so: the others take the rest for theirs. */
  readonly own: number;
}

/** How each lead of a column contradicts the others in its first samples. */
export function unlawful(column: readonly NamedBlock[], length: number): Unlawful[] {
  const law = limbLaw(column.map(({ lead }) => lead));
  return law.map((shares, lead) => {
    const mv = new Float64Array(length);
    for (const [i, { block, sign }] of column.entries()) {
      const share = sign * (shares[i] as number);
      for (let k = 0; k < length; k++) mv[k] = (mv[k] as number) + share * (block.mv[k] ?? Number.NaN);
    }
    const level = medianOfKnown(mv);
    for (let k = 0; k < length; k++) mv[k] = (mv[k] as number) - level;
    return { mv, own: shares[lead] as number };
  });
}
