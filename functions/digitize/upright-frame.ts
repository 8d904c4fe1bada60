import type { RasterPage } from '../ingest/types.ts';
import { type FoundGrid, findGrid, followFrom } from './find-grid.ts';
import { type InkMap, inkMap } from './ink-map.ts';
import { liesSideways } from './orientation.ts';
import { INK_SHARE } from './page-marks.ts';
import type { PageNetwork } from './page-network/page-network.ts';
import { gridScale, type PageScale, paperByPrint, papersBySheet, sheetScale } from './page-scale.ts';
import type { PaperMap } from './paper-map.ts';
import { partedFrame, type SeenPage } from './parted-frame.ts';
import type { Plane } from './plane.ts';
import { type Frame, rectify } from './rectify.ts';
import { scaledByMarks } from './scale-by-marks.ts';
import { strokeLevel } from './stroke.ts';
import { wholePagePitch } from './whole-page-pitch.ts';

const MIN_FRAME_PITCH_PX = 7;
const MAX_FRAME_PITCH_PX = 10.5;
/** Below this turn (rad), shear and bend a page is read as it lies, without resampling. */
const FLAT_ANGLE = 0.0035;
const FLAT_BEND_MM = 0.12;

/** The page made upright, with pen ink only. */
export interface UprightPage {
  readonly frame: Frame;
  readonly map: PaperMap;
  readonly scale: PageScale;
  /** How well colour tells pen from grid, 0…1. */
  readonly colourSeparation: number;
  /** Ink value of a full stroke after the grid was taken out. */
  readonly level: number;
  /** What the page network made of the frame; null where none is loaded, or where it sees no trace. */
  readonly seen: SeenPage | null;
}

/** A page laid flat, all its ink as it was. */
export interface LaidPage {
  readonly page: RasterPage;
  readonly inks: InkMap;
  readonly frame: Frame;
  readonly map: PaperMap;
  readonly scale: PageScale;
  /** The scale is the paper's own, not one that marks have still to tell. */
  readonly isScaled: boolean;
}

/** Takes page to paper: by the grid, or where none repeats by the outline of the sheet or by what else may tell the scale. */
export function layPage(page: RasterPage): LaidPage {
  const inks = inkMap(page);
  const { ink, print } = inks;
  const found = findGrid(print);
  const papers = found?.isSure ? [] : papersBySheet(page);
  const sheet = sheetScale(papers);
  const grid = papers.reduce<FoundGrid | null>((best, paper) => best ?? followFrom(print, paper.map), null) ?? found;
  if (grid !== null && (grid.isSure || sheet === null))
    return {
      page,
      inks,
      frame: makeFrame(ink, print, grid.map, true),
      map: grid.map,
      scale: gridScale(grid),
      isScaled: true,
    };
  const { map, scale } = sheet ?? paperByPrint(page, ink);
  return { page, inks, frame: makeFrame(ink, print, map, false), map, scale, isScaled: sheet !== null };
}

/**
 * Bars, letters and a grid of the pen's colour count among the ink that early: a page is turned for it only where it gathers by far
 * more up the page. A grid gathers as much either way, and says the less the more of it there is.
 */
const SURELY_SIDEWAYS = 1.7;

/** Whether the traces surely run up the page: told before the costly steps. */
export function seemsSideways({ frame }: Pick<LaidPage, 'frame'>): boolean {
  const { ink, pitchPx } = frame;
  return liesSideways(ink, (pitchPx.x + pitchPx.y) / 2, strokeLevel(ink) * INK_SHARE, SURELY_SIDEWAYS);
}

/** Separates the ink of a laid page. Null when nothing tells its scale. */
export async function uprightPage(laid: LaidPage, network: PageNetwork | null): Promise<UprightPage | null> {
  const { page, inks, frame, map, scale, isScaled } = laid;
  const { colourSeparation } = inks;
  const upright = { map, scale, colourSeparation, ...(await partedFrame(page, inks, frame, network)) };
  return isScaled ? upright : scaledByMarks(upright);
}

function makeFrame(ink: Plane, print: Plane, map: PaperMap, hasGrid: boolean): Frame {
  const [a = 0, b = 0, c = 0, d = 0] = map.view;
  const pitchPx = { x: map.scale / Math.hypot(a, b), y: map.scale / Math.hypot(c, d) };
  if (liesFlat(map) && Math.min(pitchPx.x, pitchPx.y) >= MIN_FRAME_PITCH_PX * 0.9) {
    return { ink, pitchPx: hasGrid ? wholePagePitch(print, pitchPx) : pitchPx, toPage: (x, y) => [x, y] };
  }
  const native = Math.sqrt(pitchPx.x * pitchPx.y);
  return rectify(ink, map, Math.min(MAX_FRAME_PITCH_PX, Math.max(MIN_FRAME_PITCH_PX, native * 1.15)));
}

/** Whether the page's own rows and columns are the paper's. */
function liesFlat({ view: [a = 0, b = 0, c = 0, d = 0, g = 0, h = 0], bends }: PaperMap): boolean {
  if (Math.max(Math.abs(b / a), Math.abs(c / d)) > FLAT_ANGLE || Math.hypot(g, h) > FLAT_ANGLE) return false;
  if (bends === null) return true;
  return stray(bends.xMm) < FLAT_BEND_MM && stray(bends.yMm) < FLAT_BEND_MM;
}

/** How far nearly all values lie from their middle: a shift of the whole lattice bends nothing. */
function stray(values: Float32Array): number {
  const middle = values.toSorted()[values.length >> 1] ?? 0;
  return values.map((value) => Math.abs(value - middle)).sort()[Math.floor(values.length * 0.95)] ?? 0;
}
