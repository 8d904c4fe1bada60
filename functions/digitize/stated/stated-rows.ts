import { rowsOfLayout } from '../layout/templates.ts';
import type { PageMarks } from '../marks/page-marks.ts';

/** A row with less of the usual row's trace than this is print or a frame rather than leads. */
const FAINT_SHARE = 0.5;

/**
 * The page with as many rows as the stated layout has. Where more were found, faint ones are left out first and then
 * those at the bottom, where strips stand that the layout's name does not count.
 */
export function withRowsOf(marks: PageMarks, layout: string): PageMarks {
  const wanted = rowsOfLayout(layout);
  const masses = marks.rows.map(({ mass }) => mass).sort((a, b) => a - b);
  const usual = masses[masses.length >> 1] ?? 0;
  let kept = marks.rows.map((_, i) => i);
  while (kept.length > wanted) {
    const massAt = (i: number) => marks.rows[i]?.mass ?? 0;
    const weakest = kept.toSorted((a, b) => massAt(a) - massAt(b))[0] ?? 0;
    const left = massAt(weakest) < FAINT_SHARE * usual ? weakest : kept.at(-1);
    kept = kept.filter((i) => i !== left);
  }
  return {
    ...marks,
    rows: marks.rows.filter((_, i) => kept.includes(i)),
    otherRows: marks.rows.filter((_, i) => !kept.includes(i)),
    extents: marks.extents.filter((_, i) => kept.includes(i)),
  };
}
