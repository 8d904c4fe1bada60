import type { VectorPitch } from './grid-pitch.ts';
import { concat, endX, type Polyline, startX } from './polyline.ts';

/** Blank between two dashes of a trace, and how far the trace may climb in it. */
const [LONGEST_BLANK_MM, HIGHEST_CLIMB_MM] = [1, 4];
/** A dash; longer lines are whole already. */
const LONGEST_DASH_MM = 12;
const [FEWEST_DASHES, MOST_DASHES] = [8, 20_000];
const EXPECTED_CLIMB = 0.25;

/**
 * Joins dashes that follow one another from left to right into lines, as drivers write dashed strokes: each dash goes on with
 * the nearest one to its right. Lines of other length come back as they are.
 */
export function joinDashes(lines: readonly Polyline[], pitch: VectorPitch): Polyline[] {
  const isDash = (line: Polyline) => endX(line) - startX(line) <= LONGEST_DASH_MM * pitch.x;
  const dashes = lines.filter(isDash).toSorted((a, b) => startX(a) - startX(b));
  if (dashes.length < FEWEST_DASHES || dashes.length > MOST_DASHES) return [...lines];
  const rows: Polyline[][] = [];
  let open: Polyline[][] = [];
  for (const dash of dashes) {
    open = open.filter((row) => startX(dash) - endX(row.at(-1) as Polyline) <= LONGEST_BLANK_MM * pitch.x);
    let best: { row: Polyline[]; cost: number } | null = null;
    for (const row of open) {
      const cost = costOf(row.at(-1) as Polyline, dash, pitch);
      if (cost !== null && (best === null || cost < best.cost)) best = { row, cost };
    }
    if (best !== null) {
      best.row.push(dash);
      continue;
    }
    const row = [dash];
    rows.push(row);
    open.push(row);
  }
  return [
    ...lines.filter((line) => !isDash(line)),
    ...rows.map((row) => (row.length === 1 ? (row[0] as Polyline) : concat(row))),
  ];
}

/** How far the second dash lies from where the first one leads; null where it does not follow. */
function costOf(a: Polyline, b: Polyline, pitch: VectorPitch): number | null {
  const dx = (startX(b) - endX(a)) / pitch.x;
  const dy = Math.abs((b.yPx[0] ?? 0) - (a.yPx.at(-1) ?? 0)) / pitch.y;
  if (dx < -0.02 || dx > LONGEST_BLANK_MM || dy > HIGHEST_CLIMB_MM) return null;
  return dy + EXPECTED_CLIMB * dx;
}
