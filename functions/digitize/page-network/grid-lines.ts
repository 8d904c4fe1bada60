import { darkPixels } from '../maths/dark-pixels.ts';
import type { Plane } from '../maths/plane.ts';
import { resultant } from '../maths/resultant.ts';

/** Share of a full stroke from which a pixel is inked, and share of its ink that marks hold where it is theirs. */
const INKED = 0.42;
const OF_MARK = 0.5;
/** Straight runs along an axis that are at least this long, mm, may be lines of a grid, which are this share of the ink where one shows. */
const LINE_MM = 1.2;
const GRID_SHARE = 0.4;
/** There is no grid of less ink than this, mm². */
const LEAST_MM2 = 60;
/** What is inked at all four corners of a square that reaches so far from its middle, mm, is filled up to its rim: lines that cross are not. */
const FILLED_MM = 0.8;
/** Distances of a grid's lines and how far a line's pixels stand from its middle, mm. */
const SPACINGS = [
  { spacingMm: 5, reachMm: 0.35 },
  { spacingMm: 1, reachMm: 0.2 },
] as const;
/** A grid shows by runs that keep step (resultant of their phases, 0…1) at nearly every line between the outermost: beats keep step too, at few. */
const IN_STEP = 0.75;
const EVERY_LINE = 0.6;
const LEAST_LINES = 6;

type Pitch = { readonly x: number; readonly y: number };

/**
 * Whether a grid is among the ink, as where it has the pen's colour: what is no mark is mostly straight runs along the axes that are in step with one
 * another over the frame, whose millimetres have the grid's `pitch`. `marks` is the ink of all that is known, `level` that of a full stroke.
 */
export function showsGrid(ink: Plane, marks: Plane, level: number, pitch: Pitch): boolean {
  const { restPx, down, across } = straightRest(ink, marks, level, pitch);
  if (restPx < LEAST_MM2 * pitch.x * pitch.y) return false;
  return onLines(down, pitch.x) + onLines(across, pitch.y) > GRID_SHARE * restPx;
}

/** Tells, row by row, the pixels of what is filled outermost in its row, as the dark beside a sheet is: there is no grid in it. */
function darkBeside({ widthPx: w, heightPx: h, values }: Plane, level: number, pitch: Pitch) {
  const [dx, dy] = [Math.round(FILLED_MM * pitch.x), Math.round(FILLED_MM * pitch.y)];
  const least = INKED * level;
  const isInked = (x: number, y: number) => {
    const [inX, inY] = [Math.min(w - 1, Math.max(0, x)), Math.min(h - 1, Math.max(0, y))];
    return (values[inY * w + inX] as number) >= least;
  };
  const isSquare = (x: number, y: number) =>
    isInked(x - dx, y - dy) && isInked(x + dx, y - dy) && isInked(x - dx, y + dy) && isInked(x + dx, y + dy);
  const isFilled = (x: number, y: number) =>
    isSquare(x, y) || isSquare(x - dx, y) || isSquare(x + dx, y) || isSquare(x, y - dy) || isSquare(x, y + dy);
  return (y: number): ((x: number) => boolean) => {
    const [firstEnd, lastBegin] = outermost(values.subarray(y * w, (y + 1) * w), least);
    return (x) => (x < firstEnd || x > lastBegin) && isFilled(x, y);
  };
}

/** Where the first run of ink in a row ends, and what stands before the last one. */
function outermost(row: Uint8Array, least: number): [firstEnd: number, lastBegin: number] {
  let [firstEnd, lastBegin] = [0, row.length - 1];
  while (firstEnd < row.length && (row[firstEnd] as number) < least) firstEnd++;
  while (firstEnd < row.length && (row[firstEnd] as number) >= least) firstEnd++;
  while (lastBegin >= 0 && (row[lastBegin] as number) < least) lastBegin--;
  while (lastBegin >= 0 && (row[lastBegin] as number) >= least) lastBegin--;
  return [firstEnd, lastBegin];
}

/** How much ink is no mark, and for each column and row of pixels how much of it stands there in straight runs. */
function straightRest(ink: Plane, marks: Plane, level: number, pitch: Pitch) {
  const { widthPx: w, heightPx: h, values } = ink;
  const [leastDown, leastAcross] = [LINE_MM * pitch.y, LINE_MM * pitch.x];
  const [down, across] = [new Float32Array(w), new Float32Array(h)];
  /** Of each column its last run: how long it is, and the row in which it ends. */
  const [length, last] = [new Uint16Array(w), new Int32Array(w).fill(-2)];
  const endRun = (x: number) => {
    const run = length[x] as number;
    if (run >= leastDown) down[x] = (down[x] as number) + run;
    length[x] = 0;
  };
  const next = darkPixels(values, Math.ceil(INKED * level));
  const besideIn = darkBeside(ink, level, pitch);
  let restPx = 0;
  for (let y = 0; y < h; y++) {
    const [from, to] = [y * w, (y + 1) * w];
    let before = 0;
    let sum = 0;
    let lastX = -2;
    const isBeside = besideIn(y);
    for (let at = next(from, to); at < to; at = next(at + 1, to)) {
      if ((marks.values[at] as number) >= OF_MARK * (values[at] as number)) continue;
      const x = at - from;
      if (isBeside(x)) continue;
      restPx++;
      if (x !== lastX + 1) {
        if (before >= leastAcross) sum += before;
        before = 0;
      }
      before++;
      lastX = x;
      if (last[x] !== y - 1) endRun(x);
      length[x] = (length[x] as number) + 1;
      last[x] = y;
    }
    across[y] = before >= leastAcross ? sum + before : sum;
  }
  for (let x = 0; x < w; x++) endRun(x);
  return { restPx, down, across };
}

/** Share of the ink between the outermost marks that is none: beyond them a photograph shows its table. Roughly by every so many rows of pixels alone. */
export function restOfInk({ widthPx: w, heightPx: h, values }: Plane, marks: Plane, level: number, every = 1): number {
  const next = darkPixels(values, Math.ceil(INKED * level));
  const isMark = (at: number) => (marks.values[at] as number) >= OF_MARK * (values[at] as number);
  let [left, right, top, bottom] = [w, -1, h, -1];
  for (let y = 0; y < h; y += every) {
    const [from, to] = [y * w, (y + 1) * w];
    for (let at = next(from, to); at < to; at = next(at + 1, to)) {
      if (!isMark(at)) continue;
      const x = at - from;
      if (x < left) left = x;
      if (x > right) right = x;
      if (top === h) top = y;
      bottom = y;
    }
  }
  let [all, rest] = [0, 0];
  for (let y = top; y <= bottom; y += every) {
    const to = y * w + right + 1;
    for (let at = next(y * w + left, to); at < to; at = next(at + 1, to)) {
      all++;
      if (!isMark(at)) rest++;
    }
  }
  return rest / Math.max(1, all);
}

/** How many pixels of the runs stand on lines of a grid; 0 where they show none. */
function onLines(runs: Float32Array, pitchPx: number): number {
  return Math.max(...SPACINGS.map(({ spacingMm, reachMm }) => inStep(runs, spacingMm * pitchPx, reachMm * pitchPx)));
}

/** The line nearest to a place, counted from the first of those that are `spacing` apart, and how far away it is. */
export function nearestLine(at: number, first: number, spacing: number): { line: number; away: number } {
  const line = Math.round((at - first) / spacing);
  return { line, away: Math.abs(at - first - line * spacing) };
}

function inStep(runs: Float32Array, spacingPx: number, reachPx: number): number {
  const { share, cycles } = resultant(runs, (at) => at / spacingPx);
  if (share < IN_STEP) return 0;
  const first = cycles * spacingPx;
  const lines = new Set<number>();
  let on = 0;
  runs.forEach((length, at) => {
    const { line, away } = nearestLine(at, first, spacingPx);
    if (length === 0 || away > reachPx) return;
    lines.add(line);
    on += length;
  });
  const between = Math.max(...lines) - Math.min(...lines) + 1;
  return lines.size >= LEAST_LINES && lines.size >= EVERY_LINE * between ? on : 0;
}
