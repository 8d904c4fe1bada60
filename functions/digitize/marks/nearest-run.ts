import type { Runs } from '../maths/components.ts';
import { awayFrom } from './row-extent.ts';

/** The run of a column, of all its pieces or of one, that is nearest to a baseline; null where there is none. */
export function nearestRun(runs: Runs, x: number, baselinePx: number, piece?: number): number | null {
  let nearest: number | null = null;
  for (let i = runs.start[x] ?? 0; i < (runs.start[x + 1] ?? 0); i++) {
    if (piece !== undefined && runs.component[i] !== piece) continue;
    if (nearest === null || awayFrom(baselinePx, runs, i) < awayFrom(baselinePx, runs, nearest)) nearest = i;
  }
  return nearest;
}
