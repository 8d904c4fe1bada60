import type { RasterPage } from '../../ingest/types.ts';
import { isBent } from '../grid/bends.ts';
import { isOfBlocks } from '../grid/block-grid.ts';
import { findGrid, followFrom } from '../grid/find-grid.ts';
import { followFinely } from '../grid/follow-finely.ts';
import { followToRim } from '../grid/follow-lattice.ts';
import { gridEnds } from '../grid/grid-ends.ts';
import { measureFamily, type PhaseCells } from '../grid/grid-phase.ts';
import { griddedPaper, shownPaper } from '../grid/gridded-paper.ts';
import { grownLattice } from '../grid/grown-lattice.ts';
import { lostLines } from '../grid/lost-lines.ts';
import { common, inkedPaper, type PaperBounds, UNBOUND, wholePage } from '../grid/paper-bounds.ts';
import { isAskew, meanPitchPx, type PaperMap, pitchOf, plainMap } from '../grid/paper-map.ts';
import { phasesOnce } from '../grid/phases-once.ts';
import type { FoundGrid } from '../grid/sure-grid.ts';
import { withThickLinesEvery5Mm } from '../grid/thick-lines.ts';
import { unbent } from '../grid/unbent.ts';
import { withLatticeInStep } from '../grid/whole-lattice.ts';
import { wholePagePitch } from '../grid/whole-page-pitch.ts';
import { evenedPrint } from '../ink/evened-print.ts';
import { type InkMap, inkMap, type Pens } from '../ink/ink-map.ts';
import { isTwoToned } from '../ink/two-tones.ts';
import { once } from '../maths/once.ts';
import type { Plane } from '../maths/plane.ts';
import type { SheetPaper } from '../sheet/sheet-map.ts';
import { offTable } from './off-table.ts';
import { gridScale, otherSheet, type PageScale, paperByPrint, papersBySheet, sheetScale } from './page-scale.ts';
import { type Frame, rectify } from './rectify.ts';

const MIN_FRAME_PITCH_PX = 7;
const MAX_FRAME_PITCH_PX = 10.5;
/** Below this turn (rad), shear and bend a page is read as it lies, without resampling. */
const FLAT_ANGLE = 0.0035;
const FLAT_BEND_MM = 0.12;

/** A page laid flat, all its ink as it was. */
export interface LaidPage {
  readonly page: RasterPage;
  readonly inks: InkMap;
  readonly frame: Frame;
  readonly map: PaperMap;
  readonly scale: PageScale;
  /** The scale is the paper's own, not one that marks have still to tell. */
  readonly isScaled: boolean;
  /** By how much a millimetre is more pixels should the sheet that told the scale be another one, whose proportions fit nearly as well; else null. */
  readonly onOtherSheet: { readonly x: number; readonly y: number } | null;
  /** Where the grid ends, mm; unbound on sides where that is not known. */
  readonly gridEnds: PaperBounds;
}

/**
 * Takes page to paper: by the grid, or where none repeats by the outline of the sheet or by what else may tell the scale. `hasGrid`: false where what
 * repeats is known to be none.
 */
export function layPage(page: RasterPage, hasGrid = true, pens: Pens = 'one'): LaidPage {
  const inks = inkMap(page, pens);
  const { ink, print } = inks;
  const found = hasGrid ? ruledGrid(page, findGrid(print)) : null;
  const even = once(evenedPrint);
  const papers = found === null ? papersBySheet(page, ink) : [];
  const grid = hasGrid ? (found ?? gridOfSheet(papers, (map) => followFrom(print, map, even))) : null;
  if (grid !== null) {
    const { pitchPx } = grid;
    const measure = phasesOnce(print);
    const fine = followFinely(print, followToRim(print, grid.map, pitchPx), pitchPx);
    const cellsOf = (as: PaperMap) => measure(as, pitchPx, 1);
    const grown = grownLattice(print, fine, pitchPx, measure);
    const inStep = withLatticeInStep(unbent(grown, cellsOf), cellsOf);
    const map = withThickLinesEvery5Mm(inStep, (cyclesPerMm, family) =>
      measureFamily(print, inStep, pitchPx, cyclesPerMm, family),
    );
    const cells = measure(map, meanPitchPx(map), 1);
    const lost = map.bends !== null && isAskew(map) ? lostLines(cells) : 0;
    const scale = gridScale({ ...grid, map, lost });
    const framePx = map === inStep ? pitchPx : meanPitchPx(map);
    const ends = gridEnds(map, cells);
    const frame = offTable(frameOf(inks, map, { pitchPx: framePx, cells }), map, ends);
    return { page, inks, frame, map, scale, isScaled: true, onOtherSheet: null, gridEnds: ends };
  }
  const sheet = sheetScale(papers);
  const { map, scale } = sheet ?? paperByPrint(page, inks);
  const onOtherSheet = sheet && otherSheet(papers);
  const frame = frameOf(inks, map, null);
  return { page, inks, frame, map, scale, isScaled: sheet !== null, onOtherSheet, gridEnds: UNBOUND };
}

/**
 * The grid that is followed from the first of the papers from which one is; null without any, and where it drifts and a sheet is to be believed instead: that shows
 * both ways along the paper, such a grid one.
 */
function gridOfSheet(papers: readonly SheetPaper[], follow: (map: PaperMap) => FoundGrid | null): FoundGrid | null {
  const found = papers.reduce<FoundGrid | null>((best, { map }) => best ?? follow(map), null);
  const drifts = found !== null && gridScale(found).confidence < 1;
  return drifts && sheetScale(papers) !== null ? null : found;
}

/** Lines that lean by more than this from both axes, rad, are not those of a sheet that lay in a scanner, nor are those by which it is larger, mm: A3 is 297 high. */
const MOST_LEAN = 0.5;
const MOST_HIGH_MM = 400;

/** The grid, unless it is that of a compressed page's squares, or the pattern of dots that greys are made of on pages of two tones: that is fine, and may lean by 45 degrees. */
function ruledGrid(page: RasterPage, found: FoundGrid | null): FoundGrid | null {
  if (found === null || isOfBlocks(page, found.map)) return null;
  const [a = 1, b = 0] = found.map.view;
  const quarter = Math.PI / 2;
  const turn = Math.atan2(b, a) / quarter;
  const leans = Math.abs(turn - Math.round(turn)) * quarter > MOST_LEAN;
  const isLarge = Math.min(page.widthPx, page.heightPx) > MOST_HIGH_MM * found.pitchPx;
  return (leans || isLarge) && isTwoToned(page) ? null : found;
}

/** Coarser pages of a stated scale are enlarged, since a trace of one pixel cannot be followed to a fraction of it. */
const MIN_STATED_PITCH_PX = 6.3;
const ENLARGED_PITCH_PX = 8;

/**
 * The page laid flat by the pixels a millimetre that a person stated, instead of by its grid. The paper counts as flat
 * and straight: a page without a grid shows nothing that could tell otherwise.
 */
export function layStated(
  page: RasterPage,
  inks: InkMap,
  pitchPx: { readonly x: number; readonly y: number },
): LaidPage {
  const { ink } = inks;
  const map = plainMap(page.widthPx, page.heightPx, pitchPx, 0);
  const isFine = Math.min(pitchPx.x, pitchPx.y) >= MIN_STATED_PITCH_PX;
  const frame = isFine ? asItLies(ink, pitchPx) : rectify(ink, map, ENLARGED_PITCH_PX, wholePage(ink, map));
  const scale = { source: 'stated', confidence: 1 } as const;
  return { page, inks, frame, map, scale, isScaled: true, onOtherSheet: null, gridEnds: UNBOUND };
}

/** The page's own pixels, not resampled. */
const asItLies = (ink: Plane, pitchPx: Frame['pitchPx']): Frame => ({ ink, pitchPx, toPage: (x, y) => [x, y] });

/** The ink as the map lays it flat. `grid`: the pitch with which it was found at first, and what its cells say; null without one. */
export function frameOf(
  { ink, print, paper }: Pick<InkMap, 'ink' | 'print' | 'paper'>,
  map: PaperMap,
  grid: { readonly pitchPx: number; readonly cells: PhaseCells } | null,
): Frame {
  const pitchPx = pitchOf(map);
  if (liesFlat(map) && Math.min(pitchPx.x, pitchPx.y) >= MIN_FRAME_PITCH_PX * 0.9) {
    return asItLies(ink, grid === null ? pitchPx : wholePagePitch(print, pitchPx, grid.pitchPx));
  }
  const native = Math.sqrt(pitchPx.x * pitchPx.y);
  const framePitch = Math.min(MAX_FRAME_PITCH_PX, Math.max(MIN_FRAME_PITCH_PX, native * 1.15));
  const inked = inkedPaper(ink, map);
  const gridded = grid && griddedPaper(map, grid.cells, paper);
  const seen = gridded === null ? inked : common(inked, gridded);
  const shown = grid && shownPaper(map, grid.cells);
  const isHalf = gridded !== null && shown !== null && areaOf(common(seen, shown)) < MOST_OF_GRID * areaOf(shown);
  // The page's other pens are not known as yet.
  return rectify(ink, map, framePitch, isHalf ? gridded : seen);
}

/** Ink on less than this share of the grid may be that of one pen of several. */
const MOST_OF_GRID = 0.7;

const areaOf = ({ left, right, top, bottom }: PaperBounds): number =>
  Math.max(0, right - left) * Math.max(0, bottom - top);

/** Whether the page's own rows and columns are the paper's. */
function liesFlat({ view: [a = 0, b = 0, c = 0, d = 0, g = 0, h = 0], bends }: PaperMap): boolean {
  if (Math.max(Math.abs(b / a), Math.abs(c / d)) > FLAT_ANGLE || Math.hypot(g, h) > FLAT_ANGLE) return false;
  return bends === null || !isBent(bends, FLAT_BEND_MM);
}
