import type { Plane } from '../maths/plane.ts';
import { BENT_MM, isBent, strayMm } from './bends.ts';
import { bentAnew, type FoundOffsets } from './bent-anew.ts';
import { followedBy, offsetsOf } from './followed-lines.ts';
import type { PhaseCells } from './grid-phase.ts';
import { growLines } from './grown-lines.ts';
import { withTrendInView } from './lattice-trend.ts';
import { type PaperMap, pitchOf } from './paper-map.ts';
import { unwrapPhases } from './phase-unwrap.ts';
import { type MeasurePhases, phasesOnce } from './phases-once.ts';
import { leastShown, rightCells } from './right-cells.ts';

/** A map is laid anew, and kept, for so many cells more than were followed before. */
const MORE = 0.02;
/** A page was called flat though its lines run off it by so much, mm, where neighbouring cells agree on it so well (see `UnwrappedPhase`). */
const LOST_MM = 0.8;
const AGREEING = 0.7;
/** What was called flat keeps its scale to this (logarithm). */
const SAME_SCALE = 0.05;
/** A map laid anew foretells how lines lean farther on. */
const MOST_ROUNDS = 4;
/** Edge of the finer cells that see the crease itself, against that of the usual ones. */
const FINER = 0.75;

/**
 * Follows lines from cells where the map has them right into the cells around, in each of which they may lean and stand closer than the map says: over the
 * crease of a fold and up an edge that stands. The same map where that brings no more lines into step. `measure`: measures the print's phases.
 */
export function grownLattice(
  print: Plane,
  map: PaperMap,
  pitchPx: number,
  measure: MeasurePhases = phasesOnce(print),
): PaperMap {
  if (map.bends === null ? !runsOff(measure(map, pitchPx, 1)) : !isBent(map.bends, BENT_MM)) return map;
  let usual = map;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const grown = grownIn(print, usual, pitchPx, measure);
    if (grown === usual) break;
    usual = grown;
  }
  if (usual === map) return map;
  if (map.bends === null && (usual.bends === null || !isBent(usual.bends, LOST_MM))) return map;
  const fine = grownIn(print, usual, FINER * pitchPx, measure);
  return map.bends === null && !isAlike(fine, map) ? map : fine;
}

/** Whether two maps have one scale in the middle of the page: lines of prose beside a grid are evenly apart as well, and growing had led on to them. */
function isAlike(one: PaperMap, other: PaperMap): boolean {
  const [a, b] = [pitchOf(one), pitchOf(other)];
  return Math.max(Math.abs(Math.log(a.x / b.x)), Math.abs(Math.log(a.y / b.y))) < SAME_SCALE;
}

/**
 * Whether the lines of a page that was called flat run off it by what its cells say, smoothly from cell to cell, by more than they waver where they are dotted or noisy: then it was
 * called so because most of them were lost.
 */
function runsOff(cells: PhaseCells): boolean {
  const families = (['down', 'across'] as const).map((family) => unwrapPhases(cells, family, 1));
  if (families.some(({ agreement }) => agreement < AGREEING)) return false;
  return families.some(({ offsetMm, weight }) => strayMm(offsetMm.filter((_, i) => weight[i] !== 0)) > LOST_MM);
}

/** The same in cells of the size that lines of `pitchPx` have. */
function grownIn(print: Plane, map: PaperMap, pitchPx: number, measure: MeasurePhases): PaperMap {
  const cells = measure(map, pitchPx, 1);
  const least = leastShown(cells);
  const before = rightCells(cells, least);
  const lines = (['down', 'across'] as const).map((family) => followedBy(print, map, cells, family));
  const found = lines.reduce((sum, one) => sum + growLines(print, one, least), 0);
  if (found < MORE * before) return map;
  const [down, across] = lines.map(offsetsOf) as [FoundOffsets, FoundOffsets];
  const grown = withTrendInView(bentAnew(map, cells, down, across, pitchPx, 'creased'));
  return rightCells(measure(grown, pitchPx, 1), least) > (1 + MORE) * before ? grown : map;
}
