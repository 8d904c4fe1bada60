/** A connected piece of ink: places in its plane. */
export interface InkPiece {
  readonly pixels: readonly number[];
}

/** Straight runs along an axis that are at least this long, mm, may be lines of a grid, which are this share of all pixels where one shows. */
const LINE_MM = 1.2;
const GRID_SHARE = 0.5;
/** Distances of a grid's lines and how far a line's pixels stand from its middle, mm. */
const SPACINGS = [
  { spacingMm: 5, reachMm: 0.35 },
  { spacingMm: 1, reachMm: 0.2 },
] as const;
/** A grid shows by runs that keep step (resultant of their phases, 0…1) at nearly every line between the outermost: beats keep step too, at few. */
const IN_STEP = 0.75;
const EVERY_LINE = 0.6;
const LEAST_LINES = 6;

type Axis = 'x' | 'y';

/**
 * Whether pieces of ink are mostly lines of a grid: straight along an axis, and in step with one another over the plane, whose millimetres have
 * the grid's `pitch`. `widthPx` is the plane's.
 */
export function areGridLines(
  pieces: readonly InkPiece[],
  widthPx: number,
  pitch: Readonly<Record<Axis, number>>,
): boolean {
  const onLines = (axis: Axis) => {
    const leastPx = LINE_MM * pitch[axis === 'x' ? 'y' : 'x'];
    const runs = pieces.flatMap((piece) => runsOf(piece, widthPx, axis, leastPx));
    return Math.max(
      ...SPACINGS.map(({ spacingMm, reachMm }) => inStep(runs, spacingMm * pitch[axis], reachMm * pitch[axis])),
    );
  };
  const all = pieces.reduce((sum, { pixels }) => sum + pixels.length, 0);
  return all > 0 && onLines('x') + onLines('y') > GRID_SHARE * all;
}

/** A straight run of a piece's pixels at one place of the axis that it crosses. */
interface Run {
  readonly at: number;
  readonly length: number;
}

/** Runs of at least `leastPx` pixels across the axis. */
function runsOf({ pixels }: InkPiece, widthPx: number, axis: Axis, leastPx: number): Run[] {
  const places = pixels.map((pixel) => {
    const x = pixel % widthPx;
    const y = (pixel - x) / widthPx;
    return axis === 'x' ? { at: x, along: y } : { at: y, along: x };
  });
  places.sort((a, b) => a.at - b.at || a.along - b.along);
  const found: Run[] = [];
  let length = 0;
  places.forEach(({ at, along }, i) => {
    length++;
    const next = places[i + 1];
    if (next?.at === at && next.along === along + 1) return;
    if (length >= leastPx) found.push({ at, length });
    length = 0;
  });
  return found;
}

/** How many pixels of the runs stand on lines of that spacing; 0 where they show none. */
function inStep(runs: readonly Run[], spacingPx: number, reachPx: number): number {
  let [cos, sin, all] = [0, 0, 0];
  for (const { at, length } of runs) {
    const phase = (2 * Math.PI * at) / spacingPx;
    cos += length * Math.cos(phase);
    sin += length * Math.sin(phase);
    all += length;
  }
  if (Math.hypot(cos, sin) < IN_STEP * all) return 0;
  const first = (Math.atan2(sin, cos) * spacingPx) / (2 * Math.PI);
  const lines = new Set<number>();
  let on = 0;
  for (const { at, length } of runs) {
    const line = Math.round((at - first) / spacingPx);
    if (Math.abs(at - first - line * spacingPx) > reachPx) continue;
    lines.add(line);
    on += length;
  }
  const between = Math.max(...lines) - Math.min(...lines) + 1;
  return lines.size >= LEAST_LINES && lines.size >= EVERY_LINE * between ? on : 0;
}
