import type { Plane } from '../maths/plane.ts';
import { withCutWaves } from './cut-waves.ts';
import { withEndSteps } from './end-steps.ts';
import { withInkBegins } from './ink-begins.ts';
import { type Extent, rowExtents } from './row-extent.ts';
import type { RowInk } from './row-ink.ts';

/** Where each row's trace begins and ends: by what is seen as trace, and by all ink where that says more. See `rowExtents` for `leastMm` and `ink`. */
export function rowEnds(seen: RowInk, all: RowInk, leastMm: number, ink: Plane): Extent[] {
  const waves = withCutWaves(rowExtents(seen, leastMm, ink), seen);
  return withEndSteps(withInkBegins(waves, all), all);
}
