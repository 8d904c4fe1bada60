import { croppedPlane, type Plane } from '../maths/plane.ts';
import { shareInStep } from './cells-in-step.ts';
import { followLattice } from './follow-lattice.ts';
import { measurePhases, type PhaseCells } from './grid-phase.ts';
import { type PaperMap, plainMap } from './paper-map.ts';
import { shownGrid } from './shown-grid.ts';
import { type FoundGrid, followedFrom, IN_STEP, isUsualSize } from './sure-grid.ts';
import { OF_SCALE, withLatticeInStep } from './whole-lattice.ts';

/** A grid shows in so many of the cells between those that show it. */
const LEAST_SHARE = 0.35;
/** A part that is more of the picture than this is all of it; one of less is hardly what a page is read from. */
const PART = { most: 0.85, least: 0.15 } as const;
/** What is no grid comes to an agreement of 0.64 in 400 cells at most (60 scans without a grid). */
const WAVERING = { agreement: 0.7, coverage: 0.75, cells: 450 } as const;
/** Nor do its lines run off the map by more than this, mm, as where they are skipped because they are closer along one axis than along the other. */
const SKIPPING_MM = 0.17;
/** Cells of flat paper are in step with a flat map to 0.95 at least, those of paper that was seen askew or curls to 0.55 at most (17 pages of either kind). */
const FLAT_IN_STEP = 0.75;

/**
 * The grid of a flat page that is a part of the picture, as in the window of a program, on a slide or in a black border: what is around it shows no lines, or
 * others, and where it ends the page has an edge. It is looked for where lines of the pitch show by `find`, and followed in the whole picture from there.
 */
export function gridAmid(
  print: Plane,
  turn: number,
  pitchPx: number,
  find: (part: Plane, turn: number, pitchPx: number) => FoundGrid | null,
): FoundGrid | null {
  const { widthPx, heightPx } = print;
  const upright = plainMap(widthPx, heightPx, { x: pitchPx, y: pitchPx }, 0);
  const cells = measurePhases(print, plainMap(widthPx, heightPx, { x: pitchPx, y: pitchPx }, turn), pitchPx, 1);
  const shown = shownGrid(upright, cells, LEAST_SHARE);
  if (shown === null) return null;
  const { bounds } = shown;
  const half = cells.cellPx / 2;
  const left = Math.max(0, Math.round(upright.originX + bounds.left * pitchPx - half));
  const top = Math.max(0, Math.round(upright.originY + bounds.top * pitchPx - half));
  const right = Math.min(widthPx, Math.round(upright.originX + bounds.right * pitchPx + half));
  const bottom = Math.min(heightPx, Math.round(upright.originY + bounds.bottom * pitchPx + half));
  const share = ((right - left) * (bottom - top)) / (widthPx * heightPx);
  if (share > PART.most || share < PART.least) return null;
  const part = croppedPlane(print, { left, top, right, bottom });
  const found = find(part, turn, pitchPx) ?? wavering(part, turn, pitchPx);
  if (found === null) return null;
  const isBent = found.map.bends !== null && found.agreement > IN_STEP;
  // Lines that waver slip by one from cell to cell, and what is a little off in the part is far off in the picture.
  const measure = (as: PaperMap) => measurePhases(part, as, found.pitchPx, 1);
  const flat = withLatticeInStep({ ...found.map, bends: null }, measure, OF_SCALE);
  if (!isBent && !isInStep(measure(flat))) return null;
  const map = onWhole(flat, print);
  return { ...found, map: isBent ? followLattice(print, map, found.pitchPx, 1).map : map };
}

/** Whether the lines of both families are in step all over the paper as a flat map has it: what curls on a photograph only seems to waver. */
const isInStep = ({ down, across }: PhaseCells): boolean =>
  [down, across].every((family) => shareInStep(family) > FLAT_IN_STEP);

/** The same where lines of dots that stand on whole pixels waver about their places, but are in step all over the part. */
function wavering(part: Plane, turn: number, pitchPx: number): FoundGrid | null {
  const map = plainMap(part.widthPx, part.heightPx, { x: pitchPx, y: pitchPx }, turn);
  const found = followedFrom(part, map);
  const { agreement, coverage, cells, unrest, rest } = found;
  const isFollowed = agreement > WAVERING.agreement && coverage > WAVERING.coverage && cells > WAVERING.cells;
  return isFollowed && Math.max(unrest, rest) < SKIPPING_MM && isUsualSize(found, part) ? found : null;
}

/** A part's map for the whole picture, a millimetre as many pixels and turned alike; where the lines stand is then still to be told. */
function onWhole({ view, scale, misfit }: PaperMap, { widthPx, heightPx }: Plane): PaperMap {
  const whole = plainMap(widthPx, heightPx, { x: 1, y: 1 }, 0);
  return { ...whole, view: view.map((value) => (value * whole.scale) / scale), misfit };
}
