import type { Component, Runs } from '../maths/components.ts';
import type { Plane } from '../maths/plane.ts';

/** Dots of a steep stroke are no further apart than this, mm: 2 mV in 20 ms, a dot each millisecond. */
const FURTHEST_MM = 1.8;
/** A dot is this high and this wide at most, and this high at least, in pens; two strokes side by side have dots that touch. */
const DOT_PENS = { most: 1.9, widest: 4, least: 0.5 };
/** So many dots that stand between two others above one another make a page's traces dotted. */
const MANY = 12;
/** Not counted are those where most of them are: dotted lines between the columns. */
const MOST_LINES = 4;
const LINE_MM = 1;

/** Two pieces of ink above one another in a column, as runs. */
interface Gap {
  readonly x: number;
  readonly upper: number;
  readonly lower: number;
}

/**
 * Draws the strokes of dotted traces (old heads print a dot for each sample, so that steep parts fall apart): between a dot and what stands above or
 * below it the ink is filled, column by column. Nothing is done where few dots stand in chains, as specks do, or only along a few upright lines.
 */
export function joinDots(
  ink: Plane,
  runs: Runs,
  components: readonly Component[],
  isLeftOut: (component: number) => boolean,
  strokePx: number,
  pitchPx: { readonly x: number; readonly y: number },
): void {
  const isDot = components.map(({ left, right, top, bottom }, i) => {
    const high = (bottom - top) / strokePx;
    const isRound = high <= DOT_PENS.most && high >= DOT_PENS.least && right - left < DOT_PENS.widest * strokePx;
    return isRound && !isLeftOut(i);
  });
  const isJoined = (a: number, b: number) => (isDot[a] && !isLeftOut(b)) || (isDot[b] && !isLeftOut(a));
  const gaps = gapsBetween(runs, ink.widthPx, FURTHEST_MM * pitchPx.y, isJoined);
  const chained = chainedDots(gaps, runs, isDot).map((dot) => (components[dot] as Component).left);
  if (beyondLines(chained, LINE_MM * pitchPx.x) < MANY) return;
  for (const gap of gaps) fill(ink, runs, gap);
}

const piecesOf = ({ upper, lower }: Gap, runs: Runs) =>
  [runs.component[upper] as number, runs.component[lower] as number] as const;

/** Where two pieces that are to be joined stand above one another with no more than `furthestPx` of paper between them. */
function gapsBetween(
  runs: Runs,
  widthPx: number,
  furthestPx: number,
  isJoined: (a: number, b: number) => boolean | undefined,
): Gap[] {
  const gaps: Gap[] = [];
  for (let x = 0; x < widthPx; x++) {
    const last = (runs.start[x + 1] as number) - 1;
    for (let upper = runs.start[x] as number; upper < last; upper++) {
      const gap = { x, upper, lower: upper + 1 };
      if ((runs.top[upper + 1] as number) - (runs.bottom[upper] as number) > furthestPx) continue;
      const [a, b] = piecesOf(gap, runs);
      if (a !== b && isJoined(a, b)) gaps.push(gap);
    }
  }
  return gaps;
}

/** The dots that stand between two others. */
function chainedDots(gaps: readonly Gap[], runs: Runs, isDot: readonly boolean[]): number[] {
  const [above, below] = [new Set<number>(), new Set<number>()];
  for (const gap of gaps) {
    const [a, b] = piecesOf(gap, runs);
    if (!isDot[a] || !isDot[b]) continue;
    below.add(a);
    above.add(b);
  }
  return [...below].filter((dot) => above.has(dot));
}

/** How many of the places do not lie along the few lines that hold the most of them. */
function beyondLines(places: readonly number[], widthPx: number): number {
  let left = places.toSorted((a, b) => a - b);
  for (let line = 0; line < MOST_LINES; line++) {
    let [first, end] = [0, 0];
    let [fullestFirst, fullestEnd] = [0, 0];
    for (const at of left) {
      while ((left[first] as number) < at - widthPx / 2) first++;
      while (end < left.length && (left[end] as number) <= at + widthPx / 2) end++;
      if (end - first > fullestEnd - fullestFirst) [fullestFirst, fullestEnd] = [first, end];
    }
    left = left.toSpliced(fullestFirst, fullestEnd - fullestFirst);
  }
  return left.length;
}

/** Fills a gap with the paler of the inks at its ends. */
function fill({ values, widthPx }: Plane, runs: Runs, { x, upper, lower }: Gap): void {
  const [from, to] = [runs.bottom[upper] as number, runs.top[lower] as number];
  const value = Math.min(values[(from - 1) * widthPx + x] as number, values[to * widthPx + x] as number);
  for (let y = from; y < to; y++) values[y * widthPx + x] = Math.max(value, values[y * widthPx + x] as number);
}
