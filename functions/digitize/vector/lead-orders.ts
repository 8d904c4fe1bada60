import { LEADS, type Lead } from '../../leads.ts';
import { limbResidual } from '../layout/limb-leads.ts';
import type { Block } from './blocks.ts';
import { endX, heightAt, startX } from './polyline.ts';

/** A name that was concluded for a block. */
export interface OrderedName {
  readonly lead: Lead;
  readonly inverted: boolean;
}

/** Names by place, and whether the limb leads bear them out. */
export interface OrderedNames {
  readonly names: ReadonlyMap<Block, OrderedName>;
  readonly order: 'standard' | 'other';
  readonly isConfirmed: boolean;
}

const CHEST = LEADS.slice(6);
const CABRERA = ['aVL', 'I', 'aVR', 'II', 'aVF', 'III'];
/** Orders in which reports print leads, down the columns; a minus turns a lead upside down. */
const ORDERS: readonly (readonly string[])[] = [
  LEADS,
  [...CABRERA, ...CHEST],
  [...CABRERA.map((name) => (name === 'aVR' ? '-aVR' : name)), ...CHEST],
  ['I', 'II', 'III'],
  CHEST,
];
/** Drawn limb leads of the right names leave next to nothing unexplained, those of wrong names most of it. */
const AGREE = 0.03;
const PLACES = 400;

/**
 * Names blocks that stand in full rows by the order whose limb leads add up (Einthoven, Goldberger) and that no printed
 * name contradicts. Chest leads are told by limb leads not fitting. Null where no order fits.
 */
export function namesByOrder(blocks: readonly Block[]): OrderedNames | null {
  const rows = [...new Set(blocks.map((block) => block.row))].sort((a, b) => a - b);
  const columns = Math.max(...blocks.map((block) => block.column)) + 1;
  if (rows.length * columns !== blocks.length) return null;
  let best: (OrderedNames & { readonly residual: number }) | null = null;
  for (const order of ORDERS) {
    const names = placed(blocks, rows, order);
    if (names === null) continue;
    const residual = worstResidual(names);
    if (residual !== null && residual > AGREE) continue;
    const found = { names, order: order === LEADS ? 'standard' : 'other', isConfirmed: residual !== null } as const;
    if (best === null || (residual ?? 1) < best.residual) best = { ...found, residual: residual ?? 1 };
  }
  return best;
}

/** Every block's name in an order that has as many leads, or as its first six; null where a printed name differs. */
function placed(
  blocks: readonly Block[],
  rows: readonly number[],
  order: readonly string[],
): Map<Block, OrderedName> | null {
  if (blocks.length !== order.length && !(blocks.length === 6 && order.length === LEADS.length)) return null;
  const names = new Map<Block, OrderedName>();
  for (const block of blocks) {
    const name = order[block.column * rows.length + rows.indexOf(block.row)] ?? '';
    const lead = LEADS.find((each) => each === name.replace('-', ''));
    if (lead === undefined || (block.lead !== null && block.lead !== lead)) return null;
    names.set(block, { lead, inverted: block.lead === null ? name.startsWith('-') : block.inverted });
  }
  return names;
}

/** The largest disagreement of limb leads that share a column; null where no column has three of them. */
function worstResidual(names: ReadonlyMap<Block, OrderedName>): number | null {
  const columns = new Map<number, { lead: Lead; mv: Float32Array; sign: number }[]>();
  const blocks = [...names.keys()];
  for (const [block, { lead, inverted }] of names) {
    const column = columns.get(block.column) ?? [];
    const beside = blocks.filter((each) => each.column === block.column);
    const from = Math.max(...beside.map(({ line }) => startX(line)));
    const to = Math.min(...beside.map(({ line }) => endX(line)));
    column.push({ lead, mv: heights(block, from, to), sign: inverted ? -1 : 1 });
    columns.set(block.column, column);
  }
  const found = [...columns.values()].flatMap((column) => limbResidual(column) ?? []);
  return found.length === 0 ? null : Math.max(...found);
}

function heights({ line }: Block, from: number, to: number): Float32Array {
  let hint = 0;
  return Float32Array.from({ length: PLACES }, (_, i) => {
    const { y, index } = heightAt(line, from + ((to - from) * i) / (PLACES - 1), hint);
    hint = index;
    return -y;
  });
}
