import type { VectorPitch } from './grid-pitch.ts';
import type { LeadLabel } from './lead-labels.ts';
import { endX, type Polyline, restingY, startX } from './polyline.ts';

/** Lines on one height of the page, left to right, with the names printed for them. */
export interface Row {
  readonly yPx: number;
  readonly lines: Polyline[];
  readonly labels: LeadLabel[];
}

/** Lines that begin within this of the leftmost one begin a row. */
const FIRST_COLUMN_MM = 14;

/** Sorts lines into rows: each line of the first column begins one, the others join the nearest where they fit. */
export function rowsOf(lines: readonly Polyline[], pitch: VectorPitch): Row[] {
  const left = Math.min(...lines.map(startX));
  const isFirst = (line: Polyline) => startX(line) - left < FIRST_COLUMN_MM * pitch.x;
  const byPlace = lines.toSorted((a, b) => startX(a) - startX(b));
  const rows: Row[] = [];
  for (const line of byPlace.filter(isFirst)) {
    const y = restingY(line);
    const same = rows.find(
      (row) => Math.abs(row.yPx - y) < 6 * pitch.y && row.lines.every((each) => !overlap(each, line)),
    );
    if (same === undefined) rows.push({ yPx: y, lines: [line], labels: [] });
    else same.lines.push(line);
  }
  for (const line of byPlace.filter((each) => !isFirst(each))) {
    const y = restingY(line);
    const free = rows.filter((row) => row.lines.every((each) => !overlap(each, line)));
    const [nearest] = free.toSorted((a, b) => Math.abs(a.yPx - y) - Math.abs(b.yPx - y));
    nearest?.lines.push(line);
  }
  for (const row of rows) row.lines.sort((a, b) => startX(a) - startX(b));
  return rows.sort((a, b) => a.yPx - b.yPx);
}

function overlap(a: Polyline, b: Polyline): boolean {
  const shared = Math.min(endX(a), endX(b)) - Math.max(startX(a), startX(b));
  return shared > 0.2 * Math.min(endX(a) - startX(a), endX(b) - startX(b));
}

/**
 * Gives every label to a row. Labels stand at one common height over (or under) their row, which is the one that
 * brings all of them closest to a row; a page whose labels stand on the row below is told by its topmost ones.
 */
export function placeLabels(rows: readonly Row[], labels: readonly LeadLabel[], pitch: VectorPitch): void {
  const spacing = spacingOf(rows) ?? 30 * pitch.y;
  let best = { offset: 0, cost: Infinity };
  for (let part = -0.7; part <= 0.5; part += 0.05) {
    const offset = part * spacing;
    let cost = 0.02 * Math.abs(offset) * labels.length;
    for (const label of labels) cost += Math.min(spacing, distanceToRow(rows, label.yPx - offset));
    if (cost < best.cost) best = { offset, cost };
  }
  for (const label of labels) {
    const y = label.yPx - best.offset;
    const [nearest] = rows.toSorted((a, b) => Math.abs(a.yPx - y) - Math.abs(b.yPx - y));
    if (nearest !== undefined && Math.abs(nearest.yPx - y) < 0.45 * spacing) nearest.labels.push(label);
  }
  for (const row of rows) row.labels.sort((a, b) => a.xPx - b.xPx);
}

function spacingOf(rows: readonly Row[]): number | null {
  const gaps = rows.slice(1).map((row, i) => row.yPx - (rows[i] as Row).yPx);
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? null;
}

function distanceToRow(rows: readonly Row[], y: number): number {
  return Math.min(...rows.map((row) => Math.abs(row.yPx - y)));
}
