import type { Lead } from '../../leads.ts';
import type { VectorPitch } from './grid-pitch.ts';
import type { LeadLabel } from './lead-labels.ts';
import { concat, endX, type Polyline, pointsOf, slice, startX } from './polyline.ts';
import type { Row } from './rows.ts';

/** The line of one lead in one place of the page; `lead` is null while nobody has named it. */
export interface Block {
  readonly line: Polyline;
  readonly row: number;
  readonly column: number;
  readonly lead: Lead | null;
  readonly inverted: boolean;
}

/** A label may stand this far left of where its line begins. */
const LABEL_BEFORE_MM = 15;
/** Where one lead follows the other in one stroke, the jump between them is looked for this far around the boundary. */
const JUMP_WITHIN_MM = 2;
const SMALLEST_JUMP_MM = 0.3;
const JUMP_RATIO = 3;

/**
 * The blocks of every row. A row of one stroke with several names is cut into as many equal parts; a row of more
 * pieces than the page has columns, or with the one name of a strip, is a broken line whose closest pieces belong
 * together.
 */
export function blocksOf(rows: readonly Row[], pitch: VectorPitch): Block[] {
  const columns = Math.max(...rows.map((row) => row.labels.length));
  return rows.flatMap((row, index) => {
    const names = row.labels.length;
    let lines = row.lines;
    if (names > lines.length) lines = cut(lines, names, pitch);
    else if (names > 0 && lines.length > columns) lines = join(lines, columns);
    else if (names === 1 && columns > 2) lines = join(lines, 1);
    return lines.map((line, column) => {
      const label = lines.length === names ? row.labels[column] : labelWithin(line, row.labels, pitch);
      return { line, row: index, column, lead: label?.lead ?? null, inverted: label?.inverted ?? false };
    });
  });
}

function labelWithin(line: Polyline, labels: readonly LeadLabel[], pitch: VectorPitch): LeadLabel | undefined {
  return labels.find((label) => label.xPx > startX(line) - LABEL_BEFORE_MM * pitch.x && label.xPx < endX(line));
}

/** Joins the pieces with the smallest gaps until `count` lines are left. */
function join(lines: readonly Polyline[], count: number): Polyline[] {
  const joined = [...lines];
  while (joined.length > count) {
    const gaps = joined.slice(1).map((line, i) => startX(line) - endX(joined[i] as Polyline));
    const at = gaps.indexOf(Math.min(...gaps));
    joined.splice(at, 2, concat(joined.slice(at, at + 2)));
  }
  return joined;
}

/** Cuts a row into `count` parts of equal width, each boundary moved to the jump of the trace beside it. */
function cut(lines: readonly Polyline[], count: number, pitch: VectorPitch): Polyline[] {
  const whole = concat(lines);
  const from = startX(whole);
  // The last point is one step short of where a next lead would begin.
  const step = (endX(whole) - from) / (pointsOf(whole) - 1);
  const width = (endX(whole) - from + step) / count;
  const parts: Polyline[] = [];
  let begin = 0;
  for (let part = 1; part <= count; part++) {
    const end = part === count ? pointsOf(whole) : boundaryNear(whole, from + part * width, pitch);
    parts.push(slice(whole, begin, end));
    begin = end;
  }
  return parts.filter((part) => pointsOf(part) > 1);
}

/**
 * Index of the first point of the next lead: where the stroke jumps near `x`, else the point nearest to it. A jump is
 * one step far longer than those before and after it; the flank of a QRS takes several.
 */
function boundaryNear({ xPx, yPx }: Polyline, x: number, pitch: VectorPitch): number {
  const within = JUMP_WITHIN_MM * pitch.x;
  const step = (i: number) => Math.abs((yPx[i] ?? Number.NaN) - (yPx[i - 1] ?? Number.NaN)) || 0;
  let jump = { index: -1, ratio: JUMP_RATIO };
  let nearest = { index: 1, distance: Infinity };
  for (let i = 1; i < xPx.length; i++) {
    const distance = Math.abs((xPx[i] as number) - x);
    if (distance < nearest.distance) nearest = { index: i, distance };
    if (distance > within || step(i) < SMALLEST_JUMP_MM * pitch.y) continue;
    const ratio = step(i) / Math.max(step(i - 1), step(i + 1), 0.05 * pitch.y);
    if (ratio > jump.ratio) jump = { index: i, ratio };
  }
  return jump.index > 0 ? jump.index : nearest.index;
}
