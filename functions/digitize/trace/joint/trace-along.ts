import { bandView } from '../band-view.ts';
import type { Within } from '../inked-spans.ts';
import { traceBand } from '../interval-viterbi.ts';
import { MAX_LOG_ODDS } from '../log-odds.ts';
import { gapCosts, type RowTrace, SLOPE_COST, withoutFlanks } from '../row-trace.ts';
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
  const band = bandView(sight, {
    top: map.top,
    bottom,
    left: map.left,
    right: map.left + map.widthPx,
    within: around(path, map.rowPx, strokePx),
  });
  const found = traceBand(band, {
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

/** The heights near the path. A flank counts for the columns that the pen covers beside it, since there the path may be a column off. */
function around(path: Int16Array, rowPx: number, strokePx: number): Within {
  const beside = Math.ceil(strokePx / 2);
  const reach = BESIDE_STEPS * rowPx + strokePx;
  const columns = path.length - 1;
  const [top, bottom] = [new Int32Array(columns), new Int32Array(columns)];
  for (let x = 0; x < columns; x++) {
    const near = path.subarray(Math.max(0, x - beside), x + 2 + beside);
    top[x] = Math.floor((Math.min(...near) + 0.5) * rowPx - reach);
    bottom[x] = Math.ceil((Math.max(...near) + 0.5) * rowPx + reach) + 1;
  }
  return { top, bottom };
}
