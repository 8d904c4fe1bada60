import type { NamedBlock } from '../layout/lead-names.ts';
import { isLimbLead } from '../layout/limb-leads.ts';

/** Limb leads that were drawn at the same time, a column each, where there are enough to contradict one another. */
export function limbColumns(blocks: readonly NamedBlock[]): NamedBlock[][] {
  const columns = Map.groupBy(
    blocks.filter(({ lead }) => isLimbLead(lead)),
    ({ block }) => `${block.reading.column} ${block.startS}`,
  );
  return [...columns.values()].filter((column) => column.length >= 3);
}
