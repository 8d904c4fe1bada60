import type { Plane } from '../maths/plane.ts';
import { type Tone, tonesOf } from './cell-tone.ts';
import { around } from './cells-around.ts';
import type { FollowedLines } from './followed-lines.ts';
import { middleOf, type Tile } from './line-profile.ts';

/** At the nearest of the first steps lines show so much at least of what they must. */
const NEARLY = 0.6;
/** Lines are believed where they lie this near (mm) to where those of the cells around lead. */
const LED_MM = 0.25;
/** A line that the map had whole lines away is new, however it rounds. */
const HALF_A_LINE_MM = 0.5;
/** So many cells around foretell one. */
const AROUND = 2;
/** Steps of the search for the lean, lines over a cell, each within the one before. */
const STEPS = [0.45, 0.15, 0.05];
/** How many of the first steps either way. */
const REACH = 2;

/** Follows the lines from cell to cell, as far as they lead and show with a weight of `least`, and says to how many. */
export function growLines(print: Plane, lines: FollowedLines, least: number): number {
  const { cells, weight, isNew } = lines;
  const tones = tonesOf(print, lines.family, cells.cellPx);
  // A cell is looked at again only when more of those around it are followed than before.
  const seenFrom = new Uint8Array(weight.length);
  for (;;) {
    const found = [...weight.keys()].flatMap((i) => {
      if (weight[i] !== 0) return [];
      const near = around(cells, i).filter((at) => weight[at] !== 0);
      if (near.length < AROUND || near.length === seenFrom[i]) return [];
      seenFrom[i] = near.length;
      return asMapped(lines, i, near) ?? ledTo(lines, i, near, tones, least) ?? [];
    });
    if (found.length === 0) return isNew.reduce((sum, one) => sum + one, 0);
    for (const { i, mm, perX, perY, weight: sureness } of found) {
      if (lines.own[i] === 0 || Math.abs(mm - (lines.mm[i] as number)) > HALF_A_LINE_MM) isNew[i] = 1;
      lines.mm[i] = mm;
      lines.perX[i] = perX;
      lines.perY[i] = perY;
      weight[i] = sureness;
    }
  }
}

/** Where the lines of the cells `near` lead at a cell's middle, if its own lean so. */
function foretoldMm(lines: FollowedLines, i: number, near: readonly number[], perX: number, perY: number): number {
  const [x, y] = middleOf(lines.tiles[i] as Tile);
  const sum = near.reduce((all, at) => {
    const [atX, atY] = middleOf(lines.tiles[at] as Tile);
    const leanX = (perX + (lines.perX[at] as number)) / 2;
    const leanY = (perY + (lines.perY[at] as number)) / 2;
    return all + (lines.mm[at] as number) + leanX * (x - atX) + leanY * (y - atY);
  }, 0);
  return sum / near.length;
}

/** The line at a whole number of lines from `own` to which those around lead; null where they lead to none. */
function ledLine(own: number, foretold: number): number | null {
  const mm = own + Math.round(foretold - own);
  return Math.abs(mm - foretold) > LED_MM ? null : mm;
}

/** A cell's lines as the map has them but for whole lines, where those of the cells `near` it lead to them. */
function asMapped(lines: FollowedLines, i: number, near: readonly number[]) {
  const weight = lines.own[i] as number;
  if (weight === 0) return null;
  const [perX, perY] = [lines.perX[i] as number, lines.perY[i] as number];
  const mm = ledLine(lines.mm[i] as number, foretoldMm(lines, i, near, perX, perY));
  return mm === null ? null : { i, mm, perX, perY, weight };
}

/** A cell's lines at the lean at which they show most, where those of the cells `near` it lead to them. */
function ledTo(
  lines: FollowedLines,
  i: number,
  near: readonly number[],
  tones: ReturnType<typeof tonesOf>,
  least: number,
) {
  const mean = (of: (at: number) => number) => near.reduce((sum, at) => sum + of(at), 0) / near.length;
  const tile = lines.tiles[i] as Tile;
  const turn = 2 * Math.PI;
  let best = {
    perX: mean((at) => lines.perX[at] as number),
    perY: mean((at) => lines.perY[at] as number),
    tone: null as Tone | null,
  };
  for (const [k, step] of STEPS.entries()) {
    if (k > 0 && (best.tone?.weight ?? 0) < NEARLY * least) return null;
    const reach = k === 0 ? REACH : 1;
    const from = best;
    for (let across = -reach; across <= reach; across++) {
      const perX = from.perX + (across * step) / lines.cells.cellPx;
      for (let down = -reach; down <= reach; down++) {
        const perY = from.perY + (down * step) / lines.cells.cellPx;
        const tone = tones(tile, perX * turn, perY * turn);
        if (tone !== null && tone.weight > (best.tone?.weight ?? 0)) best = { perX, perY, tone };
      }
    }
  }
  const { perX, perY, tone } = best;
  if (tone === null || tone.weight < least) return null;
  const mm = ledLine(-tone.phase / turn, foretoldMm(lines, i, near, perX, perY));
  return mm === null ? null : { i, mm, perX, perY, weight: tone.weight };
}
