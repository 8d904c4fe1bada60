import type { Plane } from '../maths/plane.ts';
import { middleTile } from './coarse-pitch.ts';
import { sharpestAngle } from './strip-profile.ts';

const SMALL_TURN = 0.16;
const TILE_PX = 640;
/** Lines of both families turn alike, but for what perspective does to them. */
const ALIKE = 0.12;

/** The grid's turn (rad, clockwise) where the page lies nearly straight; null where lines of the two families do not agree on one. */
export function smallTurn(print: Plane): number | null {
  const tile = middleTile(print, TILE_PX);
  const down = sharpestAngle(print, tile, 'down', 0, SMALL_TURN, 0.01).angleRad;
  const across = sharpestAngle(print, tile, 'across', 0, SMALL_TURN, 0.01).angleRad;
  const edge = SMALL_TURN * 0.95;
  return Math.abs(down - across) < ALIKE && Math.abs(down) < edge && Math.abs(across) < edge
    ? (down + across) / 2
    : null;
}
