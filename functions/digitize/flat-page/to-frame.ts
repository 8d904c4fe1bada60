import type { Frame } from './rectify.ts';

const ROUNDS = 20;
/** Distance of the differences in frame pixels: wide enough to pass over the rounding of the frame's nodes. */
const REACH_PX = 8;

/**
 * The frame's point over a point of the page, by Newton's method; both in pixels from the top left corner (edges, not
 * centres). A point that the frame does not show becomes the nearest one on its edge.
 */
export function toFrame(frame: Frame, xPx: number, yPx: number): [x: number, y: number] {
  const { widthPx, heightPx } = frame.ink;
  const within = (value: number, size: number) => Math.min(size - 0.5, Math.max(-0.5, value));
  let [x, y] = [widthPx / 2, heightPx / 2];
  for (let round = 0; round < ROUNDS; round++) {
    const [ax, ay] = frame.toPage(x, y);
    const [rx, ry] = frame.toPage(x + REACH_PX, y);
    const [a, c] = [(rx - ax) / REACH_PX, (ry - ay) / REACH_PX];
    const [bx, by] = frame.toPage(x, y + REACH_PX);
    const [b, d] = [(bx - ax) / REACH_PX, (by - ay) / REACH_PX];
    const det = a * d - b * c;
    if (Math.abs(det) < 1e-9) break;
    const [missX, missY] = [xPx - 0.5 - ax, yPx - 0.5 - ay];
    const [nextX, nextY] = [
      within(x + (d * missX - b * missY) / det, widthPx),
      within(y + (a * missY - c * missX) / det, heightPx),
    ];
    const moved = Math.abs(nextX - x) + Math.abs(nextY - y);
    [x, y] = [nextX, nextY];
    if (moved < 0.01) break;
  }
  return [x + 0.5, y + 0.5];
}
