import type { Plane } from '../maths/plane.ts';
import { withCutWaves } from './cut-waves.ts';
import { withInkBegins } from './ink-begins.ts';
import { type Extent, rowExtents } from './row-extent.ts';
import type { RowInk } from './row-ink.ts';

/** Where each row's trace begins, by what is seen as trace and by all ink where that says more, and ends but for steps at its end. See `rowExtents` for `leastMm` and `ink`. */
export function rowEnds(seen: RowInk, all: RowInk, leastMm: number, ink: Plane): Extent[] {
  return withInkBegins(withCutWaves(rowExtents(seen, leastMm, ink), seen), all);
}
