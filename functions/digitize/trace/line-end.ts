import { median } from '../maths/median.ts';
import type { Plane } from '../maths/plane.ts';
import type { RowTrace } from './row-trace.ts';
import type { Sight } from './sight.ts';

/** Ink about an end of a traced line, column by column inwards. */
export interface LineEnd {
  /** Frame x of the first column's outer side, and the way inwards. */
  readonly outerX: number;
  readonly inwards: 1 | -1;
  /** The trace's own last column. */
  readonly outermost: number;
  /** Ink along the line in each column, in px of a full stroke, and that of a wider band. */
  readonly ink: Float32Array;
  readonly around: Float32Array;
}

/** How far an end is looked at beyond the trace and along it, mm. */
const OUTSIDE_MM = 0.8;
const INSIDE_MM = 1.6;
/** Blur reaches so far beyond the pen; what stands no further from it than the second may be joined to the line, px. */
const BLUR_PX = 2;
const AROUND_PX = 6;

/** Looks at the begin or the end of a trace; null without one, and where the picture ends beside it. */
export function lineEnd(
  { ink, level }: Pick<Sight, 'ink' | 'level'>,
  trace: RowTrace,
  inwards: 1 | -1,
  pitchX: number,
): LineEnd | null {
  const { gap, edgeY, strokePx } = trace;
  const own = inwards === 1 ? gap.indexOf(0) : gap.lastIndexOf(0);
  const outside = Math.round(OUTSIDE_MM * pitchX) + Math.ceil(strokePx);
  const columns = outside + Math.round(INSIDE_MM * pitchX) + Math.ceil(strokePx) + 1;
  const first = trace.firstColumn + own - inwards * outside;
  const last = first + inwards * (columns - 1);
  if (own < 0 || Math.min(first, last) < 0 || Math.max(first, last) >= ink.widthPx) return null;
  // Beyond the end, and in its cap, the line is taken to go on level.
  const innermost = own + inwards * Math.ceil(strokePx / 2);
  const along = new Float32Array(columns);
  const around = new Float32Array(columns);
  for (let i = 0; i < columns; i++) {
    const column = own + inwards * (i - outside);
    const seen = inwards === 1 ? Math.max(column, innermost) : Math.min(column, innermost);
    const at = Math.max(0, Math.min(gap.length - 1, seen));
    const a = edgeY[at] as number;
    const b = edgeY[at + 1] as number;
    const top = Math.min(a, b) - strokePx / 2;
    const bottom = Math.max(a, b) + strokePx / 2;
    along[i] = inkIn(ink, level, first + inwards * i, top - BLUR_PX, bottom + BLUR_PX);
    around[i] = inkIn(ink, level, first + inwards * i, top - AROUND_PX, bottom + AROUND_PX);
  }
  return { outerX: inwards === 1 ? first : first + 1, inwards, outermost: outside, ink: along, around };
}

function inkIn({ widthPx, heightPx, values }: Plane, level: number, x: number, top: number, bottom: number): number {
  const end = Math.min(heightPx, Math.ceil(bottom));
  let sum = 0;
  for (let y = Math.max(0, Math.floor(top)); y < end; y++) sum += Math.min(level, values[y * widthPx + x] as number);
  return sum / level;
}

/** Of a line's columns this share is thinner than its level stretches, which waves thicken. */
const THIN_SHARE = 0.2;

/** Ink of a level line's column, in px of a full stroke, by the lines about their ends. */
export function levelInk(ends: readonly LineEnd[], strokePx: number): number {
  const columns = 2 * Math.ceil(strokePx) + 6;
  return median(
    ends.map(({ ink, outermost }) => {
      const inside = ink.slice(outermost + 2, outermost + 2 + columns).sort();
      return inside[Math.floor(THIN_SHARE * (inside.length - 1))] as number;
    }),
  );
}

/** From this share of its ink on a column belongs to the line; fewer behind it may be as thin as the second says. */
const FULL = 0.85;
const THIN = 0.7;
/** A line that is thicker than this is a flank, whose end is not seen along x. */
const STEEP = 2.2;
/** Ink before the end, in level columns, that may be noise; more, in so many pixels, is joined to it: a name, a pulse. */
const CLEAN = 0.1;
const BEFORE_PX = 7;
/** Area of half a disc of radius 1. */
const HALF_CAP = Math.PI / 2;

/**
 * Frame x of the pen's centre where it was set down or lifted: the ink of a round pen's cap, half a disc, is added up from outside to the pixel edge that
 * halves it best, and that tells how far the edge is from the centre, of level and oblique lines alike. Blur and other caps move begins and ends
 * in opposite ways. Null where something else stands before the end, or the line ends in a flank.
 */
export function penAtEnd({ ink, around, outermost, outerX, inwards }: LineEnd, levelPx: number): number | null {
  const pen = Math.ceil(levelPx);
  const to = Math.min(outermost + pen + 3, ink.length - 4);
  let full = Math.max(4, outermost - pen - 2);
  while (full < to && (ink[full] as number) < FULL * levelPx) full++;
  const first = full - pen - 1;
  if (full === to || first < 1) return null;
  const behind = [...ink.subarray(full + 1, full + 4)];
  if (Math.min(...behind.slice(0, 2)) < THIN * levelPx || median(behind) > STEEP * levelPx) return null;
  if (sum(around.subarray(Math.max(0, first - BEFORE_PX), first)) > CLEAN * levelPx) return null;
  const halfPen = levelPx / 2;
  const wanted = HALF_CAP / 2;
  let edge = { column: first, area: 0 };
  for (let column = first, area = 0; column < full + 3; column++) {
    area += (ink[column] as number) / halfPen ** 2;
    if (Math.abs(area - wanted) < Math.abs(edge.area - wanted)) edge = { column: column + 1, area };
  }
  return outerX + inwards * (edge.column + halfPen * (1 - capReach(edge.area)));
}

/** How far a cap of radius 1 and the level line behind it reach until they have an area. */
function capReach(area: number): number {
  if (area >= HALF_CAP) return 1 + (area - HALF_CAP) / 2;
  let [low, high] = [0, 1];
  while (high - low > 1e-4) {
    const reach = (low + high) / 2;
    const segment = Math.acos(1 - reach) - (1 - reach) * Math.sqrt(reach * (2 - reach));
    if (segment < area) low = reach;
    else high = reach;
  }
  return (low + high) / 2;
}

function sum(values: Float32Array): number {
  return values.reduce((all, value) => all + value, 0);
}
