import type { ColumnMarks } from '../marks/column-marks.ts';
import { firstFrom } from '../maths/first-from.ts';

/** Equal columns of leads along a row, mm from the frame's left edge. */
export interface ColumnLattice {
  readonly columns: number;
  readonly startMm: number;
  readonly widthMm: number;
  /** Evidence from bars and labels, larger is surer. */
  readonly score: number;
  /** Distance from a column's start to its label's left edge, where labels were seen. */
  readonly labelOffsetMm: number | null;
}

const USUAL_WIDTHS_MM = [62.5, 125, 250];
/** The usual width that a width is, to this share. */
const usualWidth = (widthMm: number, within: number): number | undefined =>
  USUAL_WIDTHS_MM.find((mm) => Math.abs(widthMm / mm - 1) < within);

/** The best placing of `columns` equal columns on the marks. */
export function fitLattice(marks: ColumnMarks, columns: number): ColumnLattice {
  const span = marks.endMm - marks.startMm;
  let best: ColumnLattice = {
    columns,
    startMm: marks.startMm,
    widthMm: span / columns,
    score: -1,
    labelOffsetMm: null,
  };
  if (span / columns < 20) return best;
  const clusters = wordClusters(marks);
  const trust = labelTrust(marks);
  const mostLabelled = mostLabelScore(clusters, columns);
  const barTrusted = barTrust(marks);
  const from = Math.max(20, (span / columns) * 0.9);
  const to = columns > 1 ? mostWidthMm(span / columns) : span * 1.05;
  const reach = marks.beginAgrees ? 0.8 : 6;
  const overCost = marks.endsAgree ? 0.3 : 0.06;
  const consider = (startMm: number, widthMm: number, shift: number) => {
    const bars = barTrusted * barScore(marks, startMm, widthMm, columns);
    const over = Math.abs(startMm + widthMm * columns - marks.endMm);
    const usual = Math.min(...USUAL_WIDTHS_MM.map((mm) => Math.abs(widthMm / mm - 1)));
    const scoreWith = (labelled: number) =>
      bars +
      trust * labelled -
      0.05 * Math.abs(shift) -
      0.2 * Math.max(0, Math.abs(shift) - 2) -
      overCost * over +
      usualBonus(usual);
    if (scoreWith(mostLabelled) < best.score) return;
    const labels = labelScore(clusters, startMm, widthMm, columns);
    const score = scoreWith(labels.score);
    if (score > best.score) best = { columns, startMm, widthMm, score, labelOffsetMm: labels.offset };
  };
  for (let width = from; width <= to; width += 0.4) {
    for (let shift = -reach; shift <= reach; shift += 0.8) consider(marks.startMm + shift, width, shift);
  }
  for (const width of USUAL_WIDTHS_MM) {
    const start = marks.endMm - columns * width;
    if (isCutBefore(start, width, marks)) consider(start, width, 0);
  }
  const labelled = ({ startMm, widthMm }: ColumnLattice) =>
    trust * labelScore(clusters, startMm, widthMm, columns).score;
  return onEnds(onBars(best, marks, barTrusted), marks, labelled);
}

/** Columns are hardly wider than 5 s at 25 mm/s, but where even rows that they divide are: plotting programs lay ten seconds beside ten. */
const mostWidthMm = (evenMm: number): number => Math.max(Math.min(140, 1.22 * evenMm), Math.min(260, 1.05 * evenMm));

/** Of a column that the picture's edge cuts at least this share is on it. */
const LEAST_SHOWN = 0.3;

/** Whether columns that end where the rows do may begin there: beyond the picture's edge, which cuts the rows. */
function isCutBefore(startMm: number, widthMm: number, { beginCut, endAgrees }: ColumnMarks): boolean {
  return beginCut && endAgrees && startMm < 0 && startMm > (LEAST_SHOWN - 1) * widthMm;
}

/** Ends that fit a usual width, or its like on paper whose pitch is a little off, say as much as some bars. */
const ENDS_SCORE = 2;
/** A single column has no other marks. */
const LONE_ENDS_SCORE = 3.5;
/** Free-standing bars place a lattice more finely than ends within this distance do. */
const FINE_MM = 1;
/** A lattice this near to the rows' length is meant to fill it. */
const ALIKE_SPAN = 0.02;

/** Labels that stand at a lattice's columns by this much better than at those between the rows' ends keep it from them: a pulse behind the traces may hide where they end. */
const BETTER_LABELLED = 2;

/** Lays a lattice between the ends that most rows share; that they are as far apart as columns of a usual width speaks for it. `labelled`: what labels say of a lattice. */
function onEnds(
  lattice: ColumnLattice,
  marks: ColumnMarks,
  labelled: (lattice: ColumnLattice) => number,
): ColumnLattice {
  const span = marks.endMm - marks.startMm;
  const usual = usualWidth(span / lattice.columns, 0.015);
  if (!marks.endsAgree) return marks.beginAgrees ? onBegin(lattice, marks) : onRims(lattice, marks);
  const bonus = lattice.columns === 1 ? LONE_ENDS_SCORE : ENDS_SCORE;
  const score = lattice.score + (usual === undefined ? 0 : bonus);
  // Ink cut by the picture's edge begins late.
  const reach = lattice.startMm === 0 ? 2 * FINE_MM : FINE_MM;
  if (Math.abs(lattice.startMm - marks.startMm) < reach && freeBars(lattice, marks) > lattice.columns - 1) {
    return { ...lattice, score };
  }
  const isAlike = Math.abs(lattice.widthMm * lattice.columns - span) <= ALIKE_SPAN * span;
  if (usual === undefined && !isAlike) return lattice;
  const nominal = usual !== undefined && Math.abs(span - usual * lattice.columns) < 0.5;
  const between = { ...lattice, startMm: marks.startMm, widthMm: nominal ? usual : span / lattice.columns, score };
  return !isAlike && labelled(lattice) > labelled(between) + BETTER_LABELLED ? lattice : between;
}

/** Lets a lattice of a usual width that no bars place begin where the rows do. */
function onBegin(lattice: ColumnLattice, marks: ColumnMarks): ColumnLattice {
  const usual = usualWidth(lattice.widthMm, 0.015);
  const isNear = Math.abs(lattice.startMm - marks.startMm) < 2 * FINE_MM;
  if (usual === undefined || !isNear || freeBars(lattice, marks) > lattice.columns - 1) return lattice;
  return { ...lattice, startMm: marks.startMm, widthMm: usual };
}

/** Rows that fill the picture are columns of a usual width where they are as long to this share. */
const FILLED = 0.002;
/** A drawing that fills its canvas begins at the canvas's edge: what begins so near to it does, its ink cut. */
const CANVAS_MM = 0.3;

/** Lays a lattice of a usual width that no bars place over rows that run from one edge of the picture to the other, and are as long as it. */
function onRims(lattice: ColumnLattice, marks: ColumnMarks): ColumnLattice {
  const usual = usualWidth(lattice.widthMm, 0.015);
  if (usual === undefined || !marks.beginCut || freeBars(lattice, marks) > 0) return lattice;
  const over = usual * lattice.columns - (marks.endMm - marks.startMm);
  if (Math.abs(over) > FILLED * usual * lattice.columns) return lattice;
  const startMm = marks.startMm - over / 2;
  return { ...lattice, startMm: startMm < CANVAS_MM ? 0 : startMm, widthMm: usual };
}

/**
 * Moves a lattice onto the bars it was found by: the width and start with most bars within a fraction of a mm, then the mean over those.
 * A width within 0.4 % of what carts print is that width: the grid's pitch is not known better.
 */
function onBars(lattice: ColumnLattice, marks: ColumnMarks, trust: number): ColumnLattice {
  const missOf = (x: number, start: number, width: number) => {
    const j = Math.max(0, Math.min(lattice.columns, Math.round((x - start) / width)));
    return x - start - j * width;
  };
  let best = { start: lattice.startMm, width: lattice.widthMm, votes: 0 };
  const shifts = outwards(20, 0.1);
  for (const w of outwards(15, 0.001)) {
    const width = lattice.widthMm * (1 + w);
    for (const shift of shifts) {
      const start = lattice.startMm + shift;
      let votes = 0;
      for (const { x, weight } of marks.bars) {
        votes += weight * Math.exp(-0.5 * (missOf(x, start, width) / 0.15) ** 2);
      }
      if (votes > best.votes) best = { start, width, votes };
    }
  }
  if (trust * best.votes < 2) return lattice;
  const nominal = usualWidth(best.width, 0.004);
  const width = nominal ?? best.width;
  const close = marks.bars
    .map(({ x }) => missOf(x, best.start, width))
    .filter((miss) => Math.abs(miss) < 0.5)
    .sort((a, b) => a - b);
  const start = best.start + (close[close.length >> 1] ?? 0);
  // A drawing that fills its canvas begins at the canvas's edge; its bars are drawn on whole pixels.
  return { ...lattice, widthMm: width, startMm: Math.abs(start) < 0.12 ? 0 : start };
}

/** 0 and `count` steps to either side of it, the nearest first: bars that leave a lattice free leave it where it is. */
function outwards(count: number, step: number): number[] {
  return Array.from({ length: 2 * count + 1 }, (_, i) => (i % 2 === 0 ? -1 : 1) * Math.ceil(i / 2) * step);
}

/** Bars at the lattice's inner boundaries that nothing touches. */
function freeBars({ startMm, widthMm, columns }: ColumnLattice, marks: ColumnMarks): number {
  return marks.bars.filter(({ x, weight }) => {
    const j = Math.round((x - startMm) / widthMm);
    return weight === 1 && j > 0 && j < columns && Math.abs(x - startMm - j * widthMm) < 0.3;
  }).length;
}

/** Crowds of specks look like labels everywhere: the more words a mm of row, the less a match says. */
function labelTrust(marks: ColumnMarks): number {
  const perMm = marks.words.length / Math.max(1, marks.rows) / Math.max(50, marks.endMm - marks.startMm);
  return Math.exp(-7 * Math.max(0, perMm - 0.03));
}

/** A page has bars at a few places; thin traces that are broken into pieces have them at every beat. */
const FEW_PLACES = 8;
const ONE_PLACE_MM = 1.2;

function barTrust({ bars }: ColumnMarks): number {
  const places: number[] = [];
  for (const { x } of bars) if (places.every((other) => Math.abs(other - x) > ONE_PLACE_MM)) places.push(x);
  return Math.exp(-0.15 * Math.max(0, places.length - FEW_PLACES));
}

/** Widths within 1.5 % of what carts print are likeliest. */
function usualBonus(off: number): number {
  return 1.5 * Math.exp(-0.5 * (off / 0.015) ** 2) - Math.min(3, 8 * Math.max(0, off - 0.05));
}

function barScore(marks: ColumnMarks, start: number, width: number, columns: number): number {
  let score = 0;
  for (let j = 1; j < columns; j++) {
    const rows = new Set<number>();
    let near = 0;
    for (const { x, row, weight } of marks.bars) {
      const miss = Math.abs(x - start - j * width);
      if (miss > 1.6 || rows.has(row)) continue;
      rows.add(row);
      near += weight * (1.2 - 0.3 * miss);
    }
    score += rows.size >= 2 ? near : 0.25 * near;
  }
  return score / Math.sqrt(Math.max(1, columns - 1));
}

/** Left edges of words that have a twin at the same x and height in another row: labels of a column. In ascending order. */
function wordClusters(marks: ColumnMarks): number[] {
  return marks.words
    .filter((one) =>
      marks.words.some((w) => w.row !== one.row && Math.abs(w.x - one.x) < 1.6 && Math.abs(w.dy - one.dy) < 3),
    )
    .map((word) => word.x)
    .sort((a, b) => a - b);
}

const USUAL_OFFSET_MM = 1;
/** A label stands this near to its place. */
const NEAR_PLACE_MM = 2;
/** What a label says that stands where it should. */
const LABEL_SCORE = 0.8;

/** What labels say of a lattice that explains them all, and a little more: sums of what they say may be rounded. */
const mostLabelScore = (labels: readonly number[], columns: number): number =>
  (LABEL_SCORE * labels.length) / Math.sqrt(columns) + 1e-9;

/** Labels, in ascending order, that stand at one distance behind the columns' starts, less those that the lattice leaves unexplained. */
function labelScore(
  labels: readonly number[],
  start: number,
  width: number,
  columns: number,
): { score: number; offset: number | null } {
  let best = { score: 0, offset: null as number | null };
  for (let offset = -3; offset <= 8; offset += 1) {
    let explained = 0;
    let columnsHit = 0;
    let unexplained = labels.length;
    for (let j = 0; j < columns; j++) {
      const place = start + offset + j * width;
      let own = 0;
      // Dots of a printed grey are labels by the thousand.
      const end = firstFrom(labels, place + NEAR_PLACE_MM);
      for (let i = firstFrom(labels, place - NEAR_PLACE_MM); i < end; i++) {
        const miss = Math.abs((labels[i] as number) - place);
        if (miss >= NEAR_PLACE_MM) continue;
        own += 1 - 0.25 * miss;
        unexplained--;
      }
      explained += own;
      if (own > 0) columnsHit++;
    }
    if (columnsHit < Math.min(2, columns)) continue;
    const score =
      (LABEL_SCORE * (explained - 0.6 * unexplained)) / Math.sqrt(columns) - 0.02 * (offset - USUAL_OFFSET_MM) ** 2;
    if (score > best.score) best = { score, offset };
  }
  return best;
}
