import type { Plane } from '../maths/plane.ts';
import type { FoundOffsets } from './bent-anew.ts';
import { around } from './cells-around.ts';
import { cellTile, type PhaseCells } from './grid-phase.ts';
import { type LineFamily, middleOf, type Tile } from './line-profile.ts';
import { leanOf, type PaperMap, toMm } from './paper-map.ts';
import { surenessOf } from './phase-unwrap.ts';
import { isRight } from './right-cells.ts';

/** A right cell is followed if its lines show so surely, or stands among so many other ones: what shows in one cell alone may be chance. */
const SURE = 4;
const AMONG = 4;

/** One family's lines where they are followed, cell by cell of a division of the page. */
export interface FollowedLines {
  readonly cells: PhaseCells;
  readonly family: LineFamily;
  readonly tiles: readonly Tile[];
  /** The millimetre at the middle of a cell, and by how much it grows a pixel along both axes. */
  readonly mm: Float32Array;
  readonly perX: Float32Array;
  readonly perY: Float32Array;
  /** How surely they are followed; 0 where they are not. */
  readonly weight: Float32Array;
  /** What the map itself says of the cells' middles. */
  readonly mapMm: Float32Array;
  /** Weight of the lines where the map has them, if not by whole lines. */
  readonly own: Float32Array;
  /** 1 where lines are followed that the map did not have. */
  readonly isNew: Uint8Array;
}

/** The lines of the cells in which the map has them. */
export function followedBy(print: Plane, map: PaperMap, cells: PhaseCells, family: LineFamily): FollowedLines {
  const { columns, rows, cellPx } = cells;
  const n = columns * rows;
  const phase = cells[family];
  const axis = family === 'down' ? 0 : 1;
  const tiles = Array.from({ length: n }, (_, i) => cellTile(print, cells, i % columns, Math.floor(i / columns)));
  const none = () => new Float32Array(n);
  const lines = {
    cells,
    family,
    tiles,
    isNew: new Uint8Array(n),
    own: none(),
    mm: none(),
    perX: none(),
    perY: none(),
    weight: none(),
    mapMm: none(),
  };
  for (const [i, tile] of tiles.entries()) {
    const [x, y] = middleOf(tile);
    const mapMm = toMm(map, x, y)[axis];
    lines.mapMm[i] = mapMm;
    if (!isRight(phase, i)) continue;
    const isSure = (phase.weight[i] as number) >= SURE;
    if (!isSure && around(cells, i).filter((at) => isRight(phase, at)).length < AMONG) continue;
    lines.mm[i] = mapMm + (phase.offsetMm[i] as number);
    [lines.perX[i], lines.perY[i]] = leanOf(map, axis, x, y, cellPx / 4);
    lines.own[i] = phase.weight[i] as number;
  }
  // Patches that are apart may be right each for itself and off by whole lines from one another.
  for (const i of largestPatch(cells, lines.own)) lines.weight[i] = lines.own[i] as number;
  return lines;
}

/** The cells of the largest patch of those with a weight. */
function largestPatch(cells: PhaseCells, weight: Float32Array): number[] {
  const seen = new Uint8Array(weight.length);
  let largest: number[] = [];
  for (const first of weight.keys()) {
    if (weight[first] === 0 || seen[first] === 1) continue;
    const patch = [first];
    seen[first] = 1;
    for (const at of patch) {
      for (const next of around(cells, at)) {
        if (weight[next] === 0 || seen[next] === 1) continue;
        seen[next] = 1;
        patch.push(next);
      }
    }
    if (patch.length > largest.length) largest = patch;
  }
  return largest;
}

/** What the new lines, and those beside them, say; all others keep what the stiffer plate made of them. */
export function offsetsOf({ cells, mm, mapMm, weight, isNew }: FollowedLines): FoundOffsets {
  const isOpen = (i: number) => isNew[i] === 1 || around(cells, i).some((at) => isNew[at] === 1);
  return {
    offsetMm: mm.map((value, i) => (weight[i] === 0 || !isOpen(i) ? 0 : value - (mapMm[i] as number))),
    weight: surenessOf({ weight }),
  };
}
