import type { Lead } from '../../leads.ts';
import type { ColumnLattice } from '../layout/column-lattice.ts';
import type { Template } from '../layout/templates.ts';
import { type Row, rowOfName } from './rows.ts';

/** A lead's name as recognised on the page: where its middle stands (frame px) and how sure it is (0…1). */
export interface LabelEvidence {
  readonly lead: Lead;
  readonly xPx: number;
  readonly yPx: number;
  readonly probability: number;
}

type Pitch = { readonly x: number; readonly y: number };

/** Where a name may stand from the start of its block: before it ("left") or above or below its first beat. */
const BEFORE_MM = 11;
/** A row's first name may stand before the calibration pulse, mm. */
const BEFORE_PULSE_MM = 22;
const BEHIND_MM = 11;
/** Names stand nearer to their own row than this share of the distance to the next. */
const ROW_SHARE = 0.6;
const LONE_ROW_MM = 20;

/** The block beside whose start a label stands, or else that it stands within; null where there is none. Rows below the template hold one block. */
function slotOf(
  label: LabelEvidence,
  rows: readonly Row[],
  lattice: ColumnLattice,
  blockRows: number,
  pitch: Pitch,
): { row: number; column: number; atStart: boolean } | null {
  const { row, awayPx } = rowOfName(label.yPx, rows, pitch.y);
  const own = rows[row]?.baselinePx ?? 0;
  const gaps = rows.flatMap(({ baselinePx }, i) => (i === row ? [] : [Math.abs(baselinePx - own)]));
  const reach = gaps.length > 0 ? ROW_SHARE * Math.min(...gaps) : LONE_ROW_MM * pitch.y;
  if (rows.length === 0 || awayPx > reach) return null;
  const fromStart = label.xPx / pitch.x - lattice.startMm;
  const columns = row < blockRows ? lattice.columns : 1;
  for (let column = 0; column < columns; column++) {
    const x = fromStart - column * lattice.widthMm;
    if (x > -(column === 0 ? BEFORE_PULSE_MM : BEFORE_MM) && x < BEHIND_MM) return { row, column, atStart: true };
  }
  const within = Math.floor(fromStart / lattice.widthMm);
  return within >= 0 && within < columns ? { row, column: within, atStart: false } : null;
}

/** What the labels say of one block: the surest name that stands there. */
export type LabelledSlots = ReadonlyMap<string, LabelEvidence>;

export const slotKey = (row: number, column: number): string => `${row}:${column}`;

/** The surest label of every block of a lattice, and the labels that stand at no block's start. */
export interface AssignedLabels {
  readonly slots: LabelledSlots;
  readonly astray: readonly LabelEvidence[];
}

/**
 * Gives each label to the block beside whose start it stands. Some programs print names at even places of the page: a label within a block
 * that has none at its start is its name too.
 */
export function assignLabels(
  labels: readonly LabelEvidence[],
  rows: readonly Row[],
  lattice: ColumnLattice,
  blockRows: number,
  pitch: Pitch,
): AssignedLabels {
  const slots = new Map<string, LabelEvidence>();
  const astray: LabelEvidence[] = [];
  const within: { label: LabelEvidence; key: string }[] = [];
  for (const label of labels) {
    const slot = slotOf(label, rows, lattice, blockRows, pitch);
    if (slot === null) {
      astray.push(label);
      continue;
    }
    const key = slotKey(slot.row, slot.column);
    const other = slots.get(key);
    if (!slot.atStart) within.push({ label, key });
    else if (other === undefined || other.probability < label.probability) slots.set(key, label);
  }
  for (const { label, key } of within) {
    if (slots.has(key)) astray.push(label);
    else slots.set(key, label);
  }
  return { slots, astray };
}

/** A wrong reading picks one of the eleven other names; a surely read name is still wrong this often. */
const LEADS = 12;
const MISREAD = 0.02;
/** Log-odds of a block that has no label while others have. */
const UNLABELLED = -0.7;

/** Log-odds that the labels were printed by this template rather than by any: names at their blocks speak for it, others against it. */
export function labelLogOdds(template: Template, firstRow: number, assigned: AssignedLabels): number {
  if (assigned.slots.size + assigned.astray.length === 0) return 0;
  let sum = 0;
  template.rows.forEach((leads, r) => {
    leads.forEach((lead, column) => {
      const label = assigned.slots.get(slotKey(firstRow + r, column));
      if (label === undefined) sum += UNLABELLED;
      else if (label.lead === lead) sum += Math.log(label.probability * LEADS + (1 - label.probability));
      else sum += Math.log(1 - label.probability * (1 - MISREAD));
    });
  });
  for (const { probability } of assigned.astray) sum += Math.log(1 - probability * (1 - MISREAD));
  return sum;
}

/** From this probability a label alone names a block. */
const SURE = 0.6;

/** The arrangement that the labels spell out where every block has a sure name of its own (crops, forms that no list holds); else null. */
export function spelledTemplate(
  slots: LabelledSlots,
  firstRow: number,
  rows: number,
  columns: number,
): Template | null {
  const names: Lead[][] = [];
  const seen = new Set<Lead>();
  for (let r = 0; r < rows; r++) {
    const row: Lead[] = [];
    for (let column = 0; column < columns; column++) {
      const label = slots.get(slotKey(firstRow + r, column));
      if (label === undefined || label.probability < SURE || seen.has(label.lead)) return null;
      seen.add(label.lead);
      row.push(label.lead);
    }
    names.push(row);
  }
  return { name: `${rows}x${columns}`, rows: names, prior: 0.1 };
}
