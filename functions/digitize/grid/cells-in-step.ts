import { resultant } from '../maths/resultant.ts';
import type { FamilyPhase } from './grid-phase.ts';

/** What is to be added to the mm that a map gives, per mm along both axes. */
export interface Slope {
  readonly perX: number;
  readonly perY: number;
}

/** The slope that brings the lines of all cells into step, and the share of them (0…1, weighed by how well lines show) that is so with it and without. */
export interface InStep extends Slope {
  readonly share: number;
  readonly before: number;
}

/** Steps of the search, each within the one before. Over a page 0.001 is a quarter of a line. */
const STEPS = [0.001, 0.0002, 0.00004];

/** Looks for the slope of one family within `most` either way. Of whole lines nothing need be known: no cell's line is counted from another's. */
export function mostInStep(
  { offsetMm, weight }: FamilyPhase,
  places: readonly (readonly [number, number])[],
  most: Slope,
): InStep {
  const strength = weight.map(Math.sqrt);
  const shareAt = (perX: number, perY: number) =>
    resultant(strength, (i) => {
      const [x, y] = places[i] as readonly [number, number];
      return (offsetMm[i] as number) - perX * x - perY * y;
    }).share;
  const before = shareAt(0, 0);
  let best: InStep = { perX: 0, perY: 0, share: before, before };
  let reach = most;
  for (const step of STEPS) {
    const around = best;
    for (let perX = around.perX - reach.perX; perX <= around.perX + reach.perX + 1e-9; perX += step) {
      for (let perY = around.perY - reach.perY; perY <= around.perY + reach.perY + 1e-9; perY += step) {
        const share = shareAt(perX, perY);
        if (share > best.share) best = { perX, perY, share, before };
      }
    }
    reach = { perX: step, perY: step };
  }
  return best;
}

/** The view with these slopes added to its mm. */
export function viewSloped([a = 0, b = 0, c = 0, d = 0, ...depth]: Float64Array, x: Slope, y: Slope): Float64Array {
  return Float64Array.of(
    a + x.perX * a + x.perY * c,
    b + x.perX * b + x.perY * d,
    c + y.perX * a + y.perY * c,
    d + y.perX * b + y.perY * d,
    ...depth,
  );
}
