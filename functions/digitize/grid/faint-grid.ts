import type { RasterPage } from '../../ingest/types.ts';
import type { Frame } from '../flat-page/rectify.ts';
import type { UprightPage } from '../flat-page/upright-frame.ts';
import type { Plane } from '../maths/plane.ts';
import { isOfBlocks } from './block-grid.ts';
import { mostInStep, viewSloped } from './cells-in-step.ts';
import { cellPlaces, measurePhases } from './grid-phase.ts';
import { meanPitchPx } from './paper-map.ts';

/** Scales by marks are off by less than this, and their turn by less than that. */
const [MOST_ERROR, MOST_TURN] = [0.03, 0.006];
/** So much of either family in step is a grid's, or so much of one; by chance it is up to 0.35, where rows and lines of print stand at whole mm 0.57. */
const BOTH = 0.4;
const ONE = 0.8;
/** Where there is a grid, so much in step tells the scale. */
const TELLING = 0.3;
/** Squares of a grid on a flat page are as high as wide to this (logarithm); where they are not, one family was something else in step, as print is. */
const SQUARE = 0.006;

/**
 * A page that marks have scaled, scaled by a grid too faint to be found without that: all cells of the page are asked at once for the pitch near the
 * marks' own at which their lines are in step. The page as it was where there is none.
 */
export function scaledByFaintGrid(upright: UprightPage, page: RasterPage, print: Plane): UprightPage {
  const { map, frame } = upright;
  const cells = measurePhases(print, map, meanPitchPx(map), 1);
  const places = cellPlaces(map, cells);
  const x = mostInStep(cells.down, places, { perX: MOST_ERROR, perY: MOST_TURN });
  const y = mostInStep(cells.across, places, { perX: MOST_TURN, perY: MOST_ERROR });
  const isGrid = Math.min(x.share, y.share) > BOTH || Math.max(x.share, y.share) > ONE;
  if (!isGrid || Math.min(x.share, y.share) < TELLING) return upright;
  if (isOfBlocks(page, { ...map, view: viewSloped(map.view, x, y) })) return upright;
  const pitchPx = squarePitch(
    { px: frame.pitchPx.x / (1 + x.perX), share: x.share },
    { px: frame.pitchPx.y / (1 + y.perY), share: y.share },
  );
  if (pitchPx === null) return upright;
  // The frame stays turned as it is: what is left of its turn is less than a row's own.
  const scaleX = { perX: frame.pitchPx.x / pitchPx.x - 1, perY: 0 };
  const scaleY = { perX: 0, perY: frame.pitchPx.y / pitchPx.y - 1 };
  return {
    ...upright,
    scale: { source: 'grid', confidence: 1 },
    frame: { ...frame, pitchPx },
    map: { ...map, view: viewSloped(map.view, scaleX, scaleY) },
  };
}

interface FoundPitch {
  readonly px: number;
  /** Weight of the cells that are in step at it. */
  readonly share: number;
}

/** What both families make of a grid of squares; null where they contradict one another and neither is sure. */
function squarePitch(x: FoundPitch, y: FoundPitch): Frame['pitchPx'] | null {
  if (Math.abs(Math.log(x.px / y.px)) < SQUARE) return { x: x.px, y: y.px };
  const surer = x.share > y.share ? x : y;
  return surer.share > ONE ? { x: surer.px, y: surer.px } : null;
}
