import { LEADS, type Lead } from '../../leads.ts';
import type { Block } from './blocks.ts';
import { endX, heightAt, startX } from './polyline.ts';

/** A block of this many times the usual width is a rhythm strip. */
export const STRIP_FACTOR = 1.8;
const SAME_LEAD_CORRELATION = 0.95;

/** Blocks with their names, and what had to be concluded because it was not printed. */
export interface NamedBlocks {
  readonly blocks: readonly (Block & { readonly lead: Lead })[];
  readonly reasons: readonly string[];
}

/**
 * Names the blocks that no label names: by the standard order of a page where what is printed agrees with it, and a
 * strip by the lead that it repeats. Null where the names cannot be concluded.
 */
export function nameBlocks(blocks: readonly Block[]): NamedBlocks | null {
  const reasons: string[] = [];
  const usual = medianWidth(blocks);
  const isStrip = (block: Block) => widthOf(block) > STRIP_FACTOR * usual;
  const short = blocks.filter((block) => !isStrip(block));
  const byOrder = short.some((block) => block.lead === null) ? standardNames(short) : new Map<Block, Lead>();
  if (byOrder === null) return null;
  if (byOrder.size > 0) reasons.push('Lead names are not all printed; the standard order was taken.');
  const named = short.flatMap((block) => withLead(block, block.lead ?? byOrder.get(block)));
  for (const strip of blocks.filter(isStrip)) {
    const lead = strip.lead ?? repeatedLead(strip, named);
    if (lead === null) reasons.push('A long strip carries no name and repeats no lead of the page; it was left out.');
    named.push(...withLead(strip, lead ?? undefined));
  }
  return named.length === 0 ? null : { blocks: named, reasons };
}

function withLead(block: Block, lead: Lead | undefined): (Block & { lead: Lead })[] {
  return lead === undefined ? [] : [{ ...block, lead }];
}

export function widthOf({ line }: Block): number {
  return endX(line) - startX(line);
}

export function medianWidth(blocks: readonly Block[]): number {
  const widths = blocks.map(widthOf).sort((a, b) => a - b);
  return widths[widths.length >> 1] ?? 0;
}

/** Names by place, column by column, when twelve (or the six limb) leads stand in full rows and no label disagrees. */
function standardNames(blocks: readonly Block[]): Map<Block, Lead> | null {
  const rows = [...new Set(blocks.map((block) => block.row))].sort((a, b) => a - b);
  const columns = Math.max(...blocks.map((block) => block.column)) + 1;
  if (rows.length * columns !== blocks.length || ![6, 12].includes(blocks.length)) return null;
  const names = new Map<Block, Lead>();
  for (const block of blocks) {
    const lead = LEADS[block.column * rows.length + rows.indexOf(block.row)];
    if (lead === undefined || (block.lead !== null && block.lead !== lead)) return null;
    if (block.lead === null) names.set(block, lead);
  }
  return names;
}

/** The named lead that runs like the strip over the same stretch of the page. */
function repeatedLead(strip: Block, named: readonly (Block & { lead: Lead })[]): Lead | null {
  let best: { lead: Lead | null; likeness: number } = { lead: null, likeness: SAME_LEAD_CORRELATION };
  for (const block of named) {
    const likeness = correlation(strip, block);
    if (likeness > best.likeness) best = { lead: block.lead, likeness };
  }
  return best.lead;
}

function correlation(a: Block, b: Block): number {
  const [from, to] = [startX(b.line), endX(b.line)];
  const steps = 400;
  let [n, sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0, 0];
  let [atA, atB] = [0, 0];
  for (let i = 0; i <= steps; i++) {
    const x = from + ((to - from) * i) / steps;
    const ya = heightAt(a.line, x, atA);
    const yb = heightAt(b.line, x, atB);
    [atA, atB] = [ya.index, yb.index];
    if (Number.isNaN(ya.y) || Number.isNaN(yb.y)) continue;
    n++;
    sa += ya.y;
    sb += yb.y;
    saa += ya.y * ya.y;
    sbb += yb.y * yb.y;
    sab += ya.y * yb.y;
  }
  const spread = Math.sqrt((saa - (sa * sa) / n) * (sbb - (sb * sb) / n));
  return n < steps / 2 || spread === 0 ? 0 : (sab - (sa * sb) / n) / spread;
}
