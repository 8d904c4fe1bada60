import type { UprightPage } from '../../../functions/digitize/flat-page/upright-frame.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';
import { unscaledPage } from './unscaled-page.ts';

/** Pixels a millimetre, as it is and as it was assumed. */
export const PITCH = 8;
export const ASSUMED = 7.6;

/** Rows that end together, each after a calibration pulse of 10 mm, on a page of `pageMm`, looked at as if it had `assumedPx` a mm. */
export function pulsesAndRows(
  rowMm: number,
  pageMm: readonly [number, number],
  rows = 4,
  assumedPx = ASSUMED,
): UprightPage {
  const [width, height] = [Math.round(pageMm[0] * PITCH), Math.round(pageMm[1] * PITCH)];
  const ink = emptyPlane(width, height);
  const paint = (x0: number, y0: number, x1: number, y1: number) => {
    for (let y = Math.round(Math.min(y0, y1)) - 1; y <= Math.round(Math.max(y0, y1)) + 1; y++)
      ink.values.fill(255, y * width + Math.round(x0) - 1, y * width + Math.round(x1) + 2);
  };
  const endX = (pageMm[0] - 5) * PITCH;
  const beginX = endX - rowMm * PITCH;
  for (let row = 0; row < rows; row++) {
    const foot = (50 + 35 * row) * PITCH;
    const [left, right] = [beginX - 10 * PITCH, beginX - 5 * PITCH];
    paint(left - PITCH, foot, left, foot);
    paint(left, foot, left, foot - 10 * PITCH);
    paint(left, foot - 10 * PITCH, right, foot - 10 * PITCH);
    paint(right, foot, right, foot - 10 * PITCH);
    paint(right, foot, right + PITCH, foot);
    for (let x = beginX; x < endX; x++) {
      const wave = Math.max(0, 1 - Math.abs(((x - beginX) % (20 * PITCH)) / PITCH - 10));
      const level = foot - PITCH * Math.sin(x / (2 * PITCH));
      paint(x, level, x, level - 8 * PITCH * wave);
    }
  }
  return unscaledPage(ink, assumedPx);
}
