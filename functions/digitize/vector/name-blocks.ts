import type { Lead } from '../../leads.ts';
import type { Block } from './blocks.ts';
import { namesByOrder, type OrderedNames } from './lead-orders.ts';
import { endX, heightAt, startX } from './polyline.ts';

/** A block of this many times the usual width is a rhythm strip. */
export const STRIP_FACTOR = 1.8;
const SAME_LEAD_CORRELATION = 0.95;

/** Blocks with their names, and what had to be concluded because it was not printed. */
export interface NamedBlocks {
  readonly blocks: readonly (Block & { readonly lead: Lead })[];
  readonly reasons: readonly string[];
  /** Each block goes on with the lead of the one before it. */
  readonly goesOn: boolean;
}

/**
 * Names the blocks that no label names: by the order of a page whose limb leads add up and that agrees with what is
 * printed, and a strip by the lead that it repeats. Null where the names cannot be concluded.
 */
export function nameBlocks(blocks: readonly Block[]): NamedBlocks | null {
  const reasons: string[] = [];
  const usual = medianWidth(blocks);
  const isStrip = (block: Block) => widthOf(block) > STRIP_FACTOR * usual;
  const short = blocks.filter((block) => !isStrip(block));
  const ordered = short.some((block) => block.lead === null) ? namesByOrder(short) : null;
  if (ordered === null && short.some((block) => block.lead === null)) return null;
  if (ordered !== null) reasons.push(...doubtsOf(ordered));
  const named = short.flatMap((block) => {
    const inverted = ordered?.names.get(block)?.inverted ?? block.inverted;
    return withLead({ ...block, inverted }, block.lead ?? ordered?.names.get(block)?.lead);
  });
  for (const strip of blocks.filter(isStrip)) {
    const lead = strip.lead ?? repeatedLead(strip, named);
    if (lead === null) reasons.push('A long strip carries no name and repeats no lead of the page; it was left out.');
    named.push(...withLead(strip, lead ?? undefined));
  }
  return named.length === 0 ? null : { blocks: named, reasons, goesOn: false };
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

function doubtsOf({ order, isConfirmed }: OrderedNames): string[] {
  const taken =
    order === 'standard' ? 'the standard order was taken.' : 'an order was taken in which the limb leads add up.';
  const doubts = [
    `Lead names are not all printed; ${isConfirmed || order === 'standard' ? taken : 'chest leads were taken.'}`,
  ];
  if (!isConfirmed) doubts.push('No sum of limb leads confirms the names.');
  return doubts;
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
