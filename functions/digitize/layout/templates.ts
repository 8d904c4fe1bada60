import type { Lead } from '../../leads.ts';

/** An arrangement of leads: `rows` from the top, each from the left. Columns follow one another in time. */
export interface Template {
  /** As reported, without rhythm rows: "3x4", "6x2-cabrera" … */
  readonly name: string;
  readonly rows: readonly (readonly Lead[])[];
  /** Prior weight among templates of equal shape. */
  readonly prior: number;
}

const STANDARD: readonly Lead[] = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];
const CABRERA: readonly Lead[] = ['aVL', 'I', 'aVR', 'II', 'aVF', 'III', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];

/** Leads run down the columns, as on nearly every report. */
function columnwise(name: string, leads: readonly Lead[], columns: number, prior = 1): Template {
  const height = leads.length / columns;
  const rows = Array.from({ length: height }, (_, row) => leads.filter((_lead, index) => index % height === row));
  return { name, rows, prior };
}

/** The arrangements that carts print. */
export const TEMPLATES: readonly Template[] = [
  columnwise('3x4', STANDARD, 4, 8),
  columnwise('3x4-cabrera', CABRERA, 4),
  columnwise('6x2', STANDARD, 2, 4),
  columnwise('6x2-cabrera', CABRERA, 2),
  columnwise('12x1', STANDARD, 1, 4),
  columnwise('12x1-cabrera', CABRERA, 1),
  columnwise('4x3', STANDARD, 3, 0.5),
  columnwise('2x6', STANDARD, 6, 0.1),
  columnwise('6x1', STANDARD.slice(0, 6), 1, 2),
  columnwise('6x1-cabrera', CABRERA.slice(0, 6), 1, 0.5),
  columnwise('6x1', STANDARD.slice(6), 1),
  columnwise('3x1', ['I', 'II', 'III'], 1, 2),
  columnwise('3x1', ['aVR', 'aVL', 'aVF'], 1, 0.5),
  columnwise('3x1', ['I', 'II', 'V1'], 1, 0.5),
  columnwise('3x1', ['V1', 'V2', 'V3'], 1, 0.5),
  columnwise('3x1', ['V4', 'V5', 'V6'], 1, 0.5),
  columnwise('2x1', ['II', 'V1'], 1, 0.5),
  columnwise('1x1', ['II'], 1),
];

/** More long strips than this no cart prints below the leads. */
export const MAX_RHYTHM_ROWS = 3;

/** Name as reported: "3x4+1", "6x2+1-cabrera". */
export function layoutName(template: Template, rhythmRows: number): string {
  if (rhythmRows === 0) return template.name;
  const [grid, order] = template.name.split('-');
  return `${grid}+${rhythmRows}${order === undefined ? '' : `-${order}`}`;
}

/** The names of all layouts that can be told apart, in the templates' order, each with up to three rhythm rows. */
export function layoutNames(): string[] {
  const names = TEMPLATES.flatMap((template) =>
    Array.from({ length: MAX_RHYTHM_ROWS + 1 }, (_, rhythmRows) => layoutName(template, rhythmRows)),
  );
  return [...new Set(names)];
}

/** How many rows of traces a layout of that name has, rhythm rows included. */
export function rowsOfLayout(name: string): number {
  const [, rows = '0', rhythmRows = '0'] = /^(\d+)x\d+(?:\+(\d+))?/.exec(name) ?? [];
  return Number(rows) + Number(rhythmRows);
}

/** The layouts that a page with so many rows may have; where there is none, those with the nearest number of rows. */
export function layoutsOfRows(rows: number): string[] {
  const off = (name: string) => Math.abs(rowsOfLayout(name) - rows);
  const names = layoutNames();
  const least = Math.min(...names.map(off));
  return names.filter((name) => off(name) === least);
}
