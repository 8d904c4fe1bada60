import { LEADS, type Lead } from '../../leads.ts';
import type { Block } from './blocks.ts';

/** "3x4+1", "12x1", "6x2-cabrera": rows × columns of the lead blocks, and the number of rhythm strips. */
export function layoutName(blocks: readonly (Block & { readonly lead: Lead })[], strips: number): string {
  const rows = [...new Set(blocks.map((block) => block.row))].sort((a, b) => a - b);
  const columns = Math.max(...rows.map((row) => blocks.filter((block) => block.row === row).length));
  const name = `${rows.length}x${columns}${strips === 0 ? '' : `+${strips}`}`;
  return isCabrera(blocks) ? `${name}-cabrera` : name;
}

/** Cabrera's order begins with aVL, I, −aVR where the standard order begins with I, II, III. */
function isCabrera(blocks: readonly (Block & { readonly lead: Lead })[]): boolean {
  const limb = blocks
    .filter((block) => LEADS.indexOf(block.lead) < 6)
    .toSorted((a, b) => a.column - b.column || a.row - b.row)
    .map((block) => block.lead);
  return limb[0] === 'aVL' && limb[1] === 'I';
}
