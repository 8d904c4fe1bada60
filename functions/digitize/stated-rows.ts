import type { PageMarks } from './page-marks.ts';
import { rowsOfLayout } from './templates.ts';

/** The page with as many rows as the stated layout has: where more were found, those with the least trace are left out. */
export function withRowsOf(marks: PageMarks, layout: string): PageMarks {
  const wanted = rowsOfLayout(layout);
  if (marks.rows.length <= wanted) return marks;
  const masses = marks.rows.map(({ mass }) => mass).sort((a, b) => b - a);
  const least = masses[wanted - 1] ?? 0;
  const kept = marks.rows.map(({ mass }) => mass >= least);
  return {
    ...marks,
    rows: marks.rows.filter((_, i) => kept[i]),
    extents: marks.extents.filter((_, i) => kept[i]),
  };
}
