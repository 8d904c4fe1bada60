import { type ColumnMarks, columnMarks } from '../marks/column-marks.ts';
import { type AssignedLabels, assignLabels, labelLogOdds, spelledTemplate } from '../marks/label-evidence.ts';
import type { PageMarks } from '../marks/page-marks.ts';
import { type ColumnLattice, fitLattice } from './column-lattice.ts';
import { type BeatShapes, beatShapes, changeAt } from './column-shapes.ts';
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
  /** Printed names at the blocks' starts. */
  readonly labels: AssignedLabels;
}

/** Traces shorter than this hold no beat to judge by. */
const LEAST_SPAN_MM = 25;

/** Scores every template that has room on the page's rows, best first. Names of equal shapes (Cabrera) are told apart later, by signals. */
export function layoutCandidates(
  page: PageMarks,
  pitch: { readonly x: number; readonly y: number },
  stated?: string,
): LayoutCandidate[] {
  const marks = columnMarks(page.bars, page.words, page.labels, page.rows, page.extents, page.span, pitch.x, pitch.y);
  if (marks.endMm - marks.startMm < LEAST_SPAN_MM) return [];
  const shapes = beatShapes(page.outlines, page.beats, pitch.x, pitch.y);
  const lattices = new Map<number, ColumnLattice>();
  for (const columns of [1, 2, 3, 4, 6]) lattices.set(columns, fitLattice(marks, columns));
  const found: LayoutCandidate[] = [];
  for (const lattice of lattices.values()) {
    for (let rhythmRows = 0; rhythmRows <= Math.min(MAX_RHYTHM_ROWS, page.rows.length - 1); rhythmRows++) {
      const blockRows = page.rows.length - rhythmRows;
      const labels = assignLabels(page.labels, page.rows, lattice, blockRows, pitch);
      const shape =
        lattice.score + shapePrior(lattice.columns, rhythmRows, marks) + changeEvidence(shapes, lattice, blockRows);
      for (const template of templatesOf(blockRows, lattice.columns, labels)) {
        const name = layoutName(template, rhythmRows);
        if (stated !== undefined && stated !== name) continue;
        const score = shape + Math.log(template.prior) + labelLogOdds(template, 0, labels);
        found.push({ template, lattice, firstRow: 0, rhythmRows, name, score, labels });
      }
    }
  }
  return found.sort((a, b) => b.score - a.score);
}

/** Log-odds of the likeliest shape (columns and rhythm strips) against the next; with no other, `MOST_MARGIN`. */
export function shapeMargin(candidates: readonly LayoutCandidate[]): number {
  const [best] = candidates;
  const other = candidates.find(
    ({ lattice, rhythmRows }) => lattice.columns !== best?.lattice.columns || rhythmRows !== best.rhythmRows,
  );
  return best === undefined ? 0 : Math.min(MOST_MARGIN, best.score - (other?.score ?? Number.NEGATIVE_INFINITY));
}

const MOST_MARGIN = 10;

/** The arrangements of a shape: the usual ones and what the labels spell out. */
export function templatesOf(rows: number, columns: number, labels: AssignedLabels): Template[] {
  const usual = TEMPLATES.filter((one) => one.rows.length === rows && one.rows[0]?.length === columns);
  const spelled = spelledTemplate(labels.slots, 0, rows, columns);
  return spelled === null ? usual : [...usual, spelled];
}

/** From this difference of neighbouring beats on a boundary is likelier than one lead that goes on. */
const CHANGED = 0.12;
/** Where beats differ by noise alone, a boundary differs more by this factor. */
const OVER_NOISE = 1.8;
const CHANGE_SLOPE = 2.2;
/** What one boundary can say at most, for or against. */
const CHANGE_LIMIT = 4;

/**
 * At a boundary of columns every row goes over to another lead, so its beats change shape, more than they do amid the columns; a lead
 * that goes on keeps it, and so do the rhythm strips below. Log-odds, summed over the inner boundaries.
 */
function changeEvidence(shapes: BeatShapes, lattice: ColumnLattice, blockRows: number): number {
  const rows = [...shapes.rows.keys()];
  const strips = rows.slice(blockRows);
  const at = (columns: number, group: readonly number[]) =>
    changeAt(shapes, group, lattice.startMm + columns * lattice.widthMm, lattice.widthMm);
  const amid = Array.from({ length: lattice.columns }, (_, j) => at(j + 0.5, rows.slice(0, blockRows)))
    .filter((change) => change !== null)
    .sort((a, b) => a - b);
  const even = Math.max(CHANGED, OVER_NOISE * (amid[amid.length >> 1] ?? 0));
  const logOdds = (change: number | null) => {
    const odds = change === null ? 0 : CHANGE_SLOPE * Math.log(Math.max(change, 1e-4) / even);
    return Math.min(CHANGE_LIMIT, Math.max(-CHANGE_LIMIT, odds));
  };
  let sum = 0;
  for (let j = 1; j < lattice.columns; j++) {
    sum += logOdds(at(j, rows.slice(0, blockRows)));
    if (strips.length > 0) sum -= 0.5 * logOdds(at(j, strips));
  }
  return sum;
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
  const rhythm = columns === 1 ? 2 * rhythmRows : 0.4 * Math.max(0, rhythmRows - 1);
  return -4 * Math.max(0, off - 0.08) - rhythm;
}
