import { type ColumnLattice, type ColumnMarks, columnMarks, fitLattice } from './column-lattice.ts';
import type { PageMarks } from './page-marks.ts';
import { layoutName, MAX_RHYTHM_ROWS, TEMPLATES, type Template } from './templates.ts';

/** A way to read the page: which template, where its columns are, which rows hold it. */
export interface LayoutCandidate {
  readonly template: Template;
  readonly lattice: ColumnLattice;
  /** Index of the template's first row among the page's rows. */
  readonly firstRow: number;
  readonly rhythmRows: number;
  readonly name: string;
  readonly score: number;
}

/** Scores every template that has room on the page's rows, best first. Names of equal shapes (Cabrera) are told apart later, by signals. */
export function layoutCandidates(
  page: PageMarks,
  pitch: { readonly x: number; readonly y: number },
  stated?: string,
): LayoutCandidate[] {
  const marks = columnMarks(page.bars, page.words, page.rows, page.extents, page.span, pitch.x, pitch.y);
  const lattices = new Map<number, ColumnLattice>();
  for (const columns of [1, 2, 3, 4, 6]) lattices.set(columns, fitLattice(marks, columns));
  const found: LayoutCandidate[] = [];
  for (const template of TEMPLATES) {
    const columns = template.rows[0]?.length ?? 1;
    const lattice = lattices.get(columns);
    const rhythmRows = page.rows.length - template.rows.length;
    if (lattice === undefined || rhythmRows < 0 || rhythmRows > MAX_RHYTHM_ROWS) continue;
    const name = layoutName(template, rhythmRows);
    if (stated !== undefined && stated !== name) continue;
    const score = lattice.score + Math.log(template.prior) + shapePrior(columns, rhythmRows, marks);
    found.push({ template, lattice, firstRow: 0, rhythmRows, name, score });
  }
  return found.sort((a, b) => b.score - a.score);
}

/** A duration a column that carts use at 25 or 50 mm/s is likelier, and so are few rhythm rows. */
function shapePrior(columns: number, rhythmRows: number, marks: ColumnMarks): number {
  const width = (marks.endMm - marks.startMm) / columns;
  const usual: Record<number, readonly number[]> = {
    1: [250, 125],
    2: [125, 62.5],
    3: [62.5, 83],
    4: [62.5, 125, 31.25],
    6: [62.5, 41.7],
  };
  const off = Math.min(...(usual[columns] ?? [62.5]).map((mm) => Math.abs(Math.log(width / mm))));
  const rhythm = columns === 1 && rhythmRows > 0 ? 2 : 0.4 * Math.max(0, rhythmRows - 1);
  return -4 * Math.max(0, off - 0.08) - rhythm;
}
