import { middleTile } from './grid-tiles.ts';
import { contrast, lineProfile, sharpestAngle } from './line-profile.ts';
import type { Plane } from './plane.ts';

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

/** The turn within ±45° (quarter turns are told apart later) at which both families are sharpest together. */
export function wideTurn(print: Plane): number {
  const tile = middleTile(print, TILE_PX);
  const stride = Math.max(2, Math.round(Math.min(tile.width, tile.height) / 90));
  const at = (angleRad: number) =>
    contrast(lineProfile(print, tile, 'down', angleRad, stride)) *
    contrast(lineProfile(print, tile, 'across', angleRad, stride));
  let best = 0;
  let most = -1;
  const attempt = (angleRad: number) => {
    const value = at(angleRad);
    if (value <= most) return;
    most = value;
    best = angleRad;
  };
  for (let angleRad = -Math.PI / 4; angleRad <= Math.PI / 4; angleRad += 0.012) attempt(angleRad);
  for (const step of [0.006, 0.003]) {
    const centre = best;
    attempt(centre - step);
    attempt(centre + step);
  }
  return best;
}

/** The plane turned about its middle so that lines at `angleRad` run straight; what lies beyond it is blank. */
export function straightened(plane: Plane, angleRad: number): Plane {
  const { widthPx: w, heightPx: h, values } = plane;
  const [cos, sin] = [Math.cos(angleRad), Math.sin(angleRad)];
  const widthPx = Math.ceil(w * Math.abs(cos) + h * Math.abs(sin));
  const heightPx = Math.ceil(w * Math.abs(sin) + h * Math.abs(cos));
  const out = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) {
    const dy = y - (heightPx - 1) / 2;
    let px = (w - 1) / 2 - (cos * (widthPx - 1)) / 2 - sin * dy;
    let py = (h - 1) / 2 - (sin * (widthPx - 1)) / 2 + cos * dy;
    for (let x = 0; x < widthPx; x++, px += cos, py += sin) {
      const left = Math.floor(px);
      const top = Math.floor(py);
      if (left < 0 || top < 0 || left + 1 >= w || top + 1 >= h) continue;
      const [s, t] = [px - left, py - top];
      const o = top * w + left;
      const upper = (values[o] as number) * (1 - s) + (values[o + 1] as number) * s;
      const lower = (values[o + w] as number) * (1 - s) + (values[o + w + 1] as number) * s;
      out[y * widthPx + x] = upper * (1 - t) + lower * t;
    }
  }
  return { widthPx, heightPx, values: out };
}

/** A place of the straightened plane on the plane before it was turned. */
export function beforeStraightening(
  x: number,
  y: number,
  angleRad: number,
  turned: Plane,
  plane: Plane,
): [x: number, y: number] {
  const [cos, sin] = [Math.cos(angleRad), Math.sin(angleRad)];
  const dx = x - (turned.widthPx - 1) / 2;
  const dy = y - (turned.heightPx - 1) / 2;
  return [(plane.widthPx - 1) / 2 + cos * dx - sin * dy, (plane.heightPx - 1) / 2 + sin * dx + cos * dy];
}
