import { type Coverage, touch } from './coverage.ts';

/**
 * Draws one segment with round ends. A pixel is covered by the overlap of its unit width with the pen's width across
 * the line, which is exact for level and upright lines of any width and symmetrical about the centre line for all:
 * the centroid of the ink is the centre line. Overlapping segments of one line merge by the larger coverage.
 */
export function strokeSegment(plane: Coverage, x0: number, y0: number, x1: number, y1: number, widthPx: number): void {
  const half = widthPx / 2;
  const reach = half + 0.5;
  const left = Math.max(0, Math.ceil(Math.min(x0, x1) - reach));
  const right = Math.min(plane.width - 1, Math.floor(Math.max(x0, x1) + reach));
  const top = Math.max(0, Math.ceil(Math.min(y0, y1) - reach));
  const bottom = Math.min(plane.height - 1, Math.floor(Math.max(y0, y1) + reach));
  if (left > right || top > bottom) return;
  touch(plane, left, top, right, bottom);
  const dx = x1 - x0;
  const dy = y1 - y0;
  const lengthSquared = dx * dx + dy * dy;
  const inverse = lengthSquared > 0 ? 1 / lengthSquared : 0;
  const values = plane.values;
  for (let y = top; y <= bottom; y++) {
    const fromY = y - y0;
    const row = y * plane.width;
    for (let x = left; x <= right; x++) {
      const fromX = x - x0;
      const along = Math.max(0, Math.min(1, (fromX * dx + fromY * dy) * inverse));
      const offX = fromX - along * dx;
      const offY = fromY - along * dy;
      const distance = Math.sqrt(offX * offX + offY * offY);
      if (distance >= reach) continue;
      const covered = Math.min(0.5, distance + half) - Math.max(-0.5, distance - half);
      const value = covered * 255 + 0.5;
      if (value > (values[row + x] ?? 0)) values[row + x] = value;
    }
  }
}
