import type { Lead } from '../../functions/leads.ts';

/** Which lead stands where: rows from the top, columns from the left. Columns follow one another in time. */
export interface Layout {
  readonly name: string;
  readonly rows: readonly (readonly Lead[])[];
}

const STANDARD: readonly Lead[] = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];
/** Limb leads in the order of their angles; the inverted aVR that belongs there is printed upright by some carts only. */
const CABRERA: readonly Lead[] = ['aVL', 'I', 'aVR', 'II', 'aVF', 'III', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];

/** Leads run down the columns, as on nearly every report. */
function columnwise(name: string, leads: readonly Lead[], columns: number): Layout {
  const height = leads.length / columns;
  return {
    name,
    rows: Array.from({ length: height }, (_, row) =>
      Array.from({ length: columns }, (_, column) => leads[column * height + row] ?? 'I'),
    ),
  };
}

/** Report layouts by name, without rhythm strips. */
export const LAYOUTS: Readonly<Record<string, Layout>> = Object.fromEntries(
  [
    columnwise('3x4', STANDARD, 4),
    columnwise('3x4-cabrera', CABRERA, 4),
    columnwise('6x2', STANDARD, 2),
    columnwise('6x2-cabrera', CABRERA, 2),
    columnwise('12x1', STANDARD, 1),
    columnwise('12x1-cabrera', CABRERA, 1),
    columnwise('4x3', STANDARD, 3),
    columnwise('2x6', STANDARD, 6),
    columnwise('6x1', STANDARD.slice(0, 6), 1),
    columnwise('6x1-chest', STANDARD.slice(6), 1),
    columnwise('3x1', ['I', 'II', 'V1'], 1),
    columnwise('3x1-limb', ['I', 'II', 'III'], 1),
    columnwise('2x1', ['II', 'V1'], 1),
    columnwise('1x1', ['II'], 1),
    columnwise('1x1-limb', ['I'], 1),
  ].map((layout) => [layout.name, layout]),
);

/** The layout's name as truth states it: variants of what is shown are one layout. */
export function layoutName(layout: Layout, rhythmCount: number): string {
  const bare = layout.name.replace(/-(chest|limb)$/, '');
  if (rhythmCount === 0) return bare;
  return bare.endsWith('-cabrera') ? `${bare.slice(0, -8)}+${rhythmCount}-cabrera` : `${bare}+${rhythmCount}`;
}
