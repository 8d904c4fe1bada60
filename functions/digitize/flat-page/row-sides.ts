import type { PaperMap } from '../grid/paper-map.ts';
import { median } from '../maths/median.ts';
import { type Line, robustLine } from '../maths/robust-line.ts';
import type { Point } from '../sheet/sheet-outline.ts';
import { USUAL_FOCAL } from '../sheet/sheet-proportions.ts';
import type { Frame } from './rectify.ts';
import { toFrame } from './to-frame.ts';

/** Where rows begin or end strays by less than this from one line, mm. */
const MOST_STRAY_MM = 0.4;
/** Where it strays by more, so many of the rows are to be this near to the line that the other side has it on, mm. */
const LEAST_NEAR = 0.5;
const NEAR_MM = 2;
/** No camera that looks on a sheet has its sides lean by more; lines that do pass through ends that stray. */
const MOST_LEAN = 0.8;

/** Rows as lines y = height + slope·(x − middle) whose slope grows with their height, and where each begins and ends; frame px. */
export interface RowLines {
  readonly heights: readonly number[];
  readonly lefts: readonly number[];
  readonly rights: readonly number[];
  readonly slopes: Line;
  readonly middleX: number;
}

/**
 * The lines x = at + slope·y on which rows begin and end. Where one side wavers, as rows do that end early or begin under a name, it is the line through most of their ends that meets the
 * other side where a camera of a usual focal length has upright lines of the sheet meet: at right angles to where the rows meet (Caprile and Torre 1990). Null where neither side tells, or one leans as none of a sheet does.
 */
export function rowSides(rows: RowLines, frame: Frame, map: PaperMap): readonly [begin: Line, end: Line] | null {
  const sides = linesOfEnds(rows, frame, map);
  return sides?.every(({ slope }) => Math.abs(slope) <= MOST_LEAN) ? sides : null;
}

function linesOfEnds(rows: RowLines, frame: Frame, map: PaperMap): readonly [begin: Line, end: Line] | null {
  const places = (xs: readonly number[]) => xs.map((x, i): Point => [x, heightAt(rows, rows.heights[i] as number, x)]);
  const [lefts, rights] = [places(rows.lefts), places(rows.rights)];
  const [begin, end] = [lefts, rights].map((of) =>
    robustLine(
      of.map(([, y]) => y),
      of.map(([x]) => x),
    ),
  ) as [ReturnType<typeof robustLine>, ReturnType<typeof robustLine>];
  const mostPx = MOST_STRAY_MM * frame.pitchPx.x;
  if (begin.stray <= mostPx && end.stray <= mostPx) return [begin, end];
  if (begin.stray <= mostPx) {
    const other = otherSide(begin, rights, rows, frame, map);
    return other && [begin, other];
  }
  if (end.stray <= mostPx) {
    const other = otherSide(end, lefts, rows, frame, map);
    return other && [other, end];
  }
  return null;
}

const heightAt = ({ slopes, middleX }: RowLines, height: number, x: number): number =>
  height + (slopes.at + slopes.slope * height) * (x - middleX);

function otherSide(known: Line, ends: readonly Point[], rows: RowLines, frame: Frame, map: PaperMap): Line | null {
  const meeting = uprightsMeet(known, rows, frame, map);
  if (meeting === null) return null;
  const [meetX, meetY] = meeting;
  const slope = median(ends.map(([x, y]) => (x - meetX) / (y - meetY)));
  const line = { slope, at: meetX - slope * meetY };
  const near = ends.filter(([x, y]) => Math.abs(x - line.at - slope * y) < NEAR_MM * frame.pitchPx.x);
  return near.length < LEAST_NEAR * ends.length ? null : line;
}

/** Where lines that are upright on the sheet meet, of which one is known, frame px. */
function uprightsMeet({ at, slope }: Line, { slopes, middleX }: RowLines, frame: Frame, map: PaperMap): Point | null {
  const { originX, originY, scale } = map;
  const [axisX, axisY] = toFrame(frame, originX + 0.5, originY + 0.5);
  const [x1, y1] = frame.toPage(axisX + 50, axisY);
  const [x0, y0] = frame.toPage(axisX - 50, axisY);
  const focalPx = (USUAL_FOCAL * scale * 100) / Math.hypot(x1 - x0, y1 - y0);
  // Rows meet where their height no longer tells: at middle − 1/slope; towards there from the axis, times the slope, which may be 0.
  const rowsX = slopes.slope * (middleX - axisX) - 1;
  const rowsY = -slopes.at - slopes.slope * axisY;
  const across = rowsX * slope + rowsY;
  if (Math.abs(across) < 1e-6) return null;
  const y = (-slopes.slope * focalPx ** 2 - rowsX * (at - axisX) + rowsY * axisY) / across;
  return [at + slope * y, y];
}
