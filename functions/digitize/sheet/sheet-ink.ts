import type { Plane } from '../maths/plane.ts';
import type { Point } from './sheet-outline.ts';

/** Pixels so far apart, both ways, tell enough. */
const STEP_PX = 3;
const INKED = 100;
const HALF = 0.5;

/**
 * Whether an outline is that of a piece of the page, as folds and rules part it off: it holds less than half of the picture, and the rest holds more
 * than half of the ink. `corners` go round it clockwise in pixel-index coordinates.
 */
export function isPieceOfPage(corners: readonly Point[], { widthPx, heightPx, values }: Plane): boolean {
  const sides = corners.map(([x0, y0], k) => {
    const [x1, y1] = corners[(k + 1) % corners.length] as Point;
    return { x0, y0, dx: x1 - x0, dy: y1 - y0 };
  });
  let pixels = 0;
  let inside = 0;
  let ink = 0;
  let inkInside = 0;
  for (let y = 0; y < heightPx; y += STEP_PX) {
    for (let x = 0; x < widthPx; x += STEP_PX) {
      const isInside = sides.every(({ x0, y0, dx, dy }) => dx * (y - y0) - dy * (x - x0) >= 0);
      const inked = (values[y * widthPx + x] as number) > INKED ? 1 : 0;
      pixels++;
      ink += inked;
      if (!isInside) continue;
      inside++;
      inkInside += inked;
    }
  }
  return inside < HALF * pixels && inkInside < HALF * ink;
}
