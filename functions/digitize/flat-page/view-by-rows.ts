import type { PaperMap } from '../grid/paper-map.ts';
import type { PageMarks } from '../marks/page-marks.ts';
import type { Extent } from '../marks/row-extent.ts';
import type { RowOutline } from '../marks/row-outline.ts';
import { median } from '../maths/median.ts';
import { type FoundLine, type Line, robustLine } from '../maths/robust-line.ts';
import { laidFlat, type Sides } from './laid-by-rows.ts';
import { type Convergence, convergenceOf, GAUSSIAN, levelled, linesOfNames, together } from './lines-converge.ts';
import type { Frame } from './rectify.ts';
import { type RowLines, rowSides } from './row-sides.ts';

/** Fewer rows do not tell how they run together; two do where so many names of the one stand over names of the other, as far apart as the rows have it. */
const FEWEST_ROWS = 2;
const FEWEST_BY_THEMSELVES = 3;
const FEWEST_OVER_ONE_ANOTHER = 4;
/** Names that stand over one another are this near in x and this far apart in y, mm. */
const OVER_MM = { aside: 8, apart: 15 };
/** Rows of a page seen straight from above differ by less, from the first to the last, in their slope and in their length, of which it is a share. */
const LEAST_CONVERGENCE = 0.008;
const LEAST_LENGTHENING = 0.012;
/** Where they do by this, the page is seen askew, and what tells how rows run together is believed if it is off by no more than this in slope, however little that is. */
const ASKEW = { lengthening: 0.006, deviation: 0.005 } as const;
/** First and last rows of photographs that are seen askew usually differ by this in their slopes. */
const USUAL_CONVERGENCE = 0.02;
/** Rows of a page seen straight from above begin and end, one below the other, at right angles to where they run, to this slope; a view has both sides lean alike, to this share of it. */
const LEAST_LEAN = 0.012;
const LEAN_ALIKE = 0.7;
/** So few rows of a slide or a screen's picture, equally long to this share, which begin and end at right angles to most of them to this slope, seem to run together where one wanders; hardly any camera looks on so. */
const FROM_ABOVE = { rows: 3, lengthening: 0.0025, lean: 0.004 } as const;
/** Rows lengthen as names do to this share. */
const AS_NAMES_DO = 0.008;
/** Slopes from name to name stray from those of all by less than this where they contradict rows. */
const SURE_NAMES_STRAY = 0.003;
/** Rows run together by so many times what that may be off by, as far as traces wander. */
const LEAST_CERTAIN = 4;
/** Where a row's slope differs by more than this from that of all, and by so many deviations, it tells of wander, and few may. */
const ASTRAY = 0.006;
const MOST_DEVIATIONS = 4;
const LEAST_AGREEING = 0.8;
/** Lines of names that run together by less than this share of what rows do contradict them: the rows wander. */
const LEAST_OF_NAMES = 0.5;

/**
 * The paper as rows of traces show it that are parallel and of one length, seen askew: where they run together towards one side, grow longer downwards or
 * upwards, or begin and end aslant, their begins and ends make a rectangle of which the picture shows a quadrangle. Its size is that of the frame; the scale is still to be told. Null where rows
 * are as good as parallel, as long and upright on one another, do not agree, or are printed with names that run otherwise.
 */
export function viewByRows(
  marks: Pick<PageMarks, 'rows' | 'outlines' | 'extents' | 'labels'>,
  frame: Frame,
  map: PaperMap,
): PaperMap | null {
  const seen = levelRows(marks, frame);
  if (seen === null) return null;
  const sidesAlong = (slopes: Line) => rowSides({ ...seen, slopes }, frame, map);
  const slopes = slopesOf(seen, marks.labels, frame.pitchPx, sidesAlong);
  const sides = sidesAlong(slopes);
  if (sides === null || !areSeenAskew(seen, slopes, sides, marks.labels, frame.pitchPx)) return null;
  const slopeAt = (height: number) => slopes.at + slopes.slope * height;
  return laidFlat({ slopeAt, sides, top: seen.top, bottom: seen.bottom, middleX: seen.middleX }, frame, map);
}

/** Rows whose level stretches follow a line: how high that stands in the frame's middle, how it runs, and between which ends; frame px. */
interface LevelRows extends Omit<RowLines, 'slopes'> {
  readonly ownSlopes: readonly number[];
  readonly top: number;
  readonly bottom: number;
}

/** Null where they are few. */
function levelRows(
  { rows, outlines, extents }: Pick<PageMarks, 'rows' | 'outlines' | 'extents'>,
  { ink, pitchPx }: Frame,
): LevelRows | null {
  if (rows.length < FEWEST_ROWS) return null;
  const known = rows.flatMap((_, row) => {
    const extent = extents[row] as Extent;
    const line = baseline(outlines[row] as RowOutline, extent, pitchPx.y);
    return line === null ? [] : [{ ...line, extent }];
  });
  if (known.length < Math.max(FEWEST_ROWS, 0.7 * rows.length)) return null;
  const middleX = ink.widthPx / 2;
  const heights = known.map(({ at, slope }) => at + slope * middleX);
  return {
    heights,
    lefts: known.map(({ extent }) => extent.left),
    rights: known.map(({ extent }) => extent.right),
    ownSlopes: known.map(({ slope }) => slope),
    top: Math.min(...heights),
    bottom: Math.max(...heights),
    middleX,
  };
}

/** How the rows run by their height, as far as rows and names tell it. */
function slopesOf(
  { heights, ownSlopes, top, bottom }: LevelRows,
  labels: PageMarks['labels'],
  pitchPx: Frame['pitchPx'],
  sidesAlong: (slopes: Line) => Sides | null,
): FoundLine {
  const told = together(convergenceOf(heights, ownSlopes), linesOfNames(labels, pitchPx));
  if (Math.abs(told.slope) >= LEAST_CERTAIN * told.deviation) return told;
  const level = levelled(told, ownSlopes);
  const sides = sidesAlong(level);
  if (sides === null || Math.abs(lengthening(sides, top, bottom)) < ASKEW.lengthening) return level;
  return told.deviation * (bottom - top) < ASKEW.deviation ? told : likeliest(told, bottom - top);
}

/** Whether rows run together, lengthen or lean by more than those of a page seen from above, nearly all of them so, and names do not contradict them. */
function areSeenAskew(
  { heights, ownSlopes, top, bottom }: LevelRows,
  slopes: FoundLine,
  sides: Sides,
  labels: PageMarks['labels'],
  pitchPx: Frame['pitchPx'],
): boolean {
  const doRunTogether = Math.abs(slopes.slope * (bottom - top)) >= LEAST_CONVERGENCE;
  if (doRunTogether && runOtherwise(labels, pitchPx, slopes.slope)) return false;
  const slopeAt = (height: number) => slopes.at + slopes.slope * height;
  const lengthens = lengthening(sides, top, bottom);
  const doLengthen = Math.abs(lengthens) >= LEAST_LENGTHENING;
  const areFew = ownSlopes.length <= FROM_ABOVE.rows;
  if (areFew && Math.abs(lengthens) < FROM_ABOVE.lengthening && areUpright(sides, median(ownSlopes))) return false;
  if (!doRunTogether && !doLengthen && !doLean(...sides, slopeAt((top + bottom) / 2))) return false;
  const astray = Math.max(ASTRAY, MOST_DEVIATIONS * GAUSSIAN * slopes.stray);
  const agreeing = ownSlopes.filter((slope, i) => Math.abs(slope - slopeAt(heights[i] as number)) < astray);
  if (agreeing.length < LEAST_AGREEING * ownSlopes.length) return false;
  if (ownSlopes.length >= FEWEST_BY_THEMSELVES) return true;
  const asNames = namesLengthen(labels, pitchPx);
  return asNames !== null && Math.abs(lengthens - asNames) <= AS_NAMES_DO;
}

/** What rows that are known to be seen askew run together by where that is not sure: less than what they say, the less sure the more. */
function likeliest(told: Convergence, heightPx: number): Convergence {
  const usual2 = (USUAL_CONVERGENCE / heightPx) ** 2;
  return { ...told, slope: (told.slope * usual2) / (usual2 + told.deviation ** 2) };
}

/** By which share rows are longer at one height than at another. */
function lengthening([begin, end]: Sides, top: number, bottom: number): number {
  const lengthAt = (height: number) => end.at - begin.at + (end.slope - begin.slope) * height;
  return lengthAt(bottom) / lengthAt(top) - 1;
}

/** Whether both sides stand aslant on the rows, and alike. */
function doLean(begin: Line, end: Line, rowSlope: number): boolean {
  const [one, other] = [begin.slope + rowSlope, end.slope + rowSlope];
  const lean = (one + other) / 2;
  return Math.abs(lean) >= LEAST_LEAN && Math.abs(one - other) < LEAN_ALIKE * Math.abs(lean);
}

/** Whether both sides stand at right angles to rows of this slope. */
const areUpright = (sides: Sides, rowSlope: number): boolean =>
  sides.every(({ slope }) => Math.abs(slope + rowSlope) < FROM_ABOVE.lean);

/** Whether lines of names agree on how they run together, and do so by far less, from height to height, than rows do. */
function runOtherwise(labels: PageMarks['labels'], pitchPx: Frame['pitchPx'], rowsConverge: number): boolean {
  const lines = linesOfNames(labels, pitchPx);
  return lines !== null && lines.stray < SURE_NAMES_STRAY && lines.slope / rowsConverge < LEAST_OF_NAMES;
}

/** By which share names stand further apart in the lower of two rows than in the upper one; null where few stand over one another. */
function namesLengthen(labels: PageMarks['labels'], pitchPx: Frame['pitchPx']): number | null {
  const pairs = labels.flatMap((upper) =>
    labels.flatMap((lower) => {
      const aside = lower.xPx - upper.xPx;
      const isOver = Math.abs(aside) < OVER_MM.aside * pitchPx.x && lower.yPx - upper.yPx > OVER_MM.apart * pitchPx.y;
      return isOver ? [{ x: upper.xPx, aside }] : [];
    }),
  );
  if (pairs.length < FEWEST_OVER_ONE_ANOTHER) return null;
  return robustLine(
    pairs.map(({ x }) => x),
    pairs.map(({ aside }) => aside),
  ).slope;
}

/** Windows of a row, and the share of them that has to show it. */
const WINDOWS = 80;
const LEAST_SHOWN = 0.6;
/** Taller ink is a wave's flank, mm. */
const FLAT_MM = 1.6;

/** The line that a row's level stretches follow; null where they are too few. */
function baseline({ top, bottom }: RowOutline, { left, right }: Extent, pitchY: number): Line | null {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let w = 0; w < WINDOWS; w++) {
    const from = Math.round(left + ((right - left) * w) / WINDOWS);
    const to = Math.round(left + ((right - left) * (w + 1)) / WINDOWS);
    const middles: number[] = [];
    for (let x = from; x < to; x++) {
      const [a, b] = [top[x] as number, bottom[x] as number];
      if (b - a < FLAT_MM * pitchY) middles.push((a + b) / 2);
    }
    if (middles.length < 0.3 * (to - from)) continue;
    xs.push((from + to) / 2);
    ys.push(median(middles));
  }
  return xs.length < LEAST_SHOWN * WINDOWS ? null : robustLine(xs, ys);
}
