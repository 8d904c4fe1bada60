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
  let [pixels, inside, ink, inkInside] = [0, 0, 0, 0];
  for (let y = 0; y < heightPx; y += STEP_PX) {
    for (let x = 0; x < widthPx; x += STEP_PX) {
      const isInside = corners.every(([x0, y0], k) => {
        const [x1, y1] = corners[(k + 1) % corners.length] as Point;
        return (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) >= 0;
      });
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
