import type { Plane } from '../maths/plane.ts';
import { middleTile } from './coarse-pitch.ts';
import type { LineFamily } from './line-profile.ts';
import { projections, sharpestOf } from './strip-profile.ts';

const SMALL_TURN = 0.16;
const TILE_PX = 640;
/** Lines of both families turn alike, but for what perspective does to them. */
const ALIKE = 0.12;

/** The grid's turn (rad, clockwise) where the page lies nearly straight; null where lines of the two families do not agree on one. */
export function smallTurn(print: Plane): number | null {
  const tile = middleTile(print, TILE_PX);
  const turnOf = (family: LineFamily) =>
    sharpestOf(projections(print, tile, family).sharpness, 0, SMALL_TURN, 0.01).angleRad;
  const [down, across] = [turnOf('down'), turnOf('across')];
  const edge = SMALL_TURN * 0.95;
  return Math.abs(down - across) < ALIKE && Math.abs(down) < edge && Math.abs(across) < edge
    ? (down + across) / 2
    : null;
}
