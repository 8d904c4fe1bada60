import type { ColumnRun } from '../maths/column-runs.ts';
import type { Plane } from '../maths/plane.ts';
import type { Pulse } from './pulses.ts';

/** Sides of stacked pulses are so thick at most and so far apart, mm: a fifth of a second at 12.5 to 50 mm/s. */
const THICK_MM = 1.2;
const WIDTH_MM = { least: 2.2, most: 11 };
/** Both end together to this, mm, in the lowest foot. */
const END_MM = 1;
/** Tops are drawn over this share of the way between the sides, feet as much over what is this far beyond one of them, mm. */
const DRAWN = 0.85;
const FOOT_MM = [0.5, 1] as const;
/** Tops stand above their feet by one height to this, mm, which is this at least. */
const ALIKE_MM = 0.6;
const LEAST_HEIGHT_MM = 4;
/** So many pulses at least, to which this share of all tops and feet belong. */
const FEWEST = 3;
const MATCHED = 0.8;

/** An upright line, px: columns [left, right], rows [from, to). */
interface Side {
  readonly left: number;
  readonly right: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Calibration pulses that are higher than their rows are apart: they share their sides, as those of a ladder, and their tops are its rungs. Feet stick out of it, the
 * lowest at its end, where the lowest rung tells how high all are. None where no ladder stands in the ink. `runs`: the ink's long upright ones, see `uprightRuns`.
 */
export function stackedPulses(
  ink: Plane,
  runs: readonly ColumnRun[],
  threshold: number,
  pitch: { readonly x: number; readonly y: number },
): readonly Pulse[] {
  const sides = sidesOf(runs, THICK_MM * pitch.x);
  for (const left of sides)
    for (const right of sides) {
      const apart = (right.left - left.right) / pitch.x;
      if (apart < WIDTH_MM.least || apart > WIDTH_MM.most || Math.abs(left.to - right.to) > END_MM * pitch.y) continue;
      const pulses = ladder(ink, threshold, left, right, pitch);
      if (pulses.length >= FEWEST) return pulses;
    }
  return [];
}

/** Lines of runs that touch one another, or go on where another in the next columns ends. */
function sidesOf(runs: readonly ColumnRun[], thickPx: number): Side[] {
  const sides: Side[] = [];
  for (const [column, from, to] of runs) {
    const at = sides.findIndex((side) => column - side.right <= 1 && from <= side.to && to >= side.from);
    const side = sides[at];
    if (side === undefined) sides.push({ left: column, right: column, from, to });
    else sides[at] = { ...side, right: column, from: Math.min(from, side.from), to: Math.max(to, side.to) };
  }
  return sides.filter(({ left, right }) => right - left < thickPx);
}

function ladder(
  { widthPx, values }: Plane,
  threshold: number,
  left: Side,
  right: Side,
  pitch: { readonly x: number; readonly y: number },
): Pulse[] {
  const end = Math.max(left.to, right.to);
  const isDrawn = (y: number, from: number, to: number): boolean => {
    if (from < 0 || to > widthPx || from >= to) return false;
    let inked = 0;
    for (let x = from; x < to; x++) if ((values[y * widthPx + x] as number) >= threshold) inked++;
    return inked >= DRAWN * (to - from);
  };
  const linesWhere = (isLine: (y: number) => boolean): number[] => {
    const middles: number[] = [];
    for (let y = Math.min(left.from, right.from); y < end; ) {
      let to = y;
      while (to < end && isLine(to)) to++;
      if (to > y && to - y <= THICK_MM * pitch.y) middles.push((y + to - 1) / 2);
      y = Math.max(to, y + 1);
    }
    return middles;
  };
  const [near, far] = FOOT_MM.map((mm) => Math.round(mm * pitch.x)) as [number, number];
  const tops = linesWhere((y) => isDrawn(y, left.right + 1, right.left));
  const feet = linesWhere(
    (y) => isDrawn(y, left.left - far, left.left - near) || isDrawn(y, right.right + near + 1, right.right + far + 1),
  );
  const [lowestTop, lowestFoot] = [tops.at(-1), feet.at(-1)];
  if (lowestTop === undefined || lowestFoot === undefined || end - lowestFoot > END_MM * pitch.y) return [];
  const heightPx = lowestFoot - lowestTop;
  const above = feet.filter((footY) => tops.some((topY) => Math.abs(footY - topY - heightPx) < ALIKE_MM * pitch.y));
  // Over the uppermost the picture may end, and print may stand.
  const among = feet.filter((footY) => footY >= (above[0] ?? 0));
  if (heightPx < LEAST_HEIGHT_MM * pitch.y || above.length < MATCHED * Math.max(tops.length, among.length)) return [];
  return above.map((footY) => ({
    left: left.left,
    right: right.right,
    topY: footY - heightPx,
    footY,
    heightPx,
    whole: true,
  }));
}
