import { type Band, MAX_LOG_ODDS, traceBand } from '../interval-viterbi.ts';
import { bandView, gapCosts, type RowTrace, SLOPE_COST, withoutFlanks } from '../row-trace.ts';
import type { Sight } from '../sight.ts';
import type { CentreMap } from './centre-map.ts';

/** The ink is followed this many of the path's own steps to either side of it. */
const BESIDE_STEPS = 1.5;

/**
 * Follows the ink along a path that is known in the steps of a map, and lays what is found into the trace but for its ends, which it has from
 * there; `edgeY` and `gap` of the trace are changed in place.
 */
export function traceAlong(sight: Sight, trace: RowTrace, path: Int16Array, map: CentreMap): void {
  const { strokePx } = sight;
  const bottom = Math.min(sight.ink.heightPx, map.top + map.height * map.rowPx);
  const band = bandView(sight, { top: map.top, bottom, left: map.left, right: map.left + map.widthPx });
  closeAround(band, path, map.rowPx, strokePx);
  const found = traceBand(band, {
    strokePx,
    slopeCost: SLOPE_COST,
    prior: new Float32Array(band.heightPx + 1),
    ...gapCosts(strokePx * MAX_LOG_ODDS),
  });
  const edgeY = found.edgeY.map((y) => y + map.top);
  const gap = withoutFlanks(sight, map.left, edgeY, found.gap);
  const first = map.left - trace.firstColumn;
  trace.edgeY.set(edgeY.subarray(1, map.widthPx), first + 1);
  trace.gap.set(gap.subarray(1, map.widthPx - 1), first + 1);
}

/** Makes paper of what lies further from the path. A flank counts for the columns that the pen covers beside it, since there the path may be a column off. */
function closeAround({ prefix, heightPx }: Band, path: Int16Array, rowPx: number, strokePx: number): void {
  const beside = Math.ceil(strokePx / 2);
  const reach = BESIDE_STEPS * rowPx + strokePx;
  for (let x = 0; x + 1 < path.length; x++) {
    const near = path.subarray(Math.max(0, x - beside), x + 2 + beside);
    const low = Math.floor((Math.min(...near) + 0.5) * rowPx - reach);
    const high = Math.ceil((Math.max(...near) + 0.5) * rowPx + reach);
    const at = x * (heightPx + 1);
    let sum = 0;
    let before = prefix[at] as number;
    for (let y = 0; y < heightPx; y++) {
      const next = prefix[at + y + 1] as number;
      sum += y < low || y > high ? -MAX_LOG_ODDS : next - before;
      prefix[at + y + 1] = sum;
      before = next;
    }
  }
}
