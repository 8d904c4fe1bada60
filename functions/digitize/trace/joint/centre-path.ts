import { type CentreMap, NO_CENTRE, OUTER } from './centre-map.ts';

/** What a pixel costs in which no pen's centre can lie: holes between flanks are a few pixels wide, and no pen leaps over them. */
export const BLANK_COST = 4;

/** How a path through a centre map is weighed; all in units of a pixel's evidence. */
export interface PathCosts {
  /** A pixel of height. */
  readonly slope: number;
  /** A change between climbing and falling. */
  readonly turn: number;
  /** Being at a height of the map in any column. */
  readonly away: Float32Array;
  /** Heights expected in the columns (map pixels, NaN where none is), and what a pixel off them costs, up to a limit. */
  readonly expected: Float32Array;
  readonly offCost: number;
  readonly mostOff: number;
  /** What a pixel costs by which the path begins or ends off the given height; infinite where it has to begin or end there. */
  readonly startOff: number;
  readonly endOff: number;
  /** 1 in columns where the pen is known to have left nothing: there neither ink nor paper says anything of it. */
  readonly absent: Uint8Array;
}

/** What it costs to begin or end so many pixels off, at `each`. */
export const offEnd = (pixels: number, each: number): number => (pixels === 0 ? 0 : Math.abs(pixels) * each);

/**
 * The likeliest path of one pen from `startY` to `endY` (map pixels), or near them where the costs let it, through all columns of a centre map: one height a column edge, widthPx + 1
 * in all. Centres that another pen explains (`taken` not 0) say nothing. A path that turns pays for it: else it would climb up and down
 * within the width of one flank to explain more of it.
 */
export function centrePath(
  map: CentreMap,
  taken: Uint8Array,
  from: number,
  to: number,
  startY: number,
  endY: number,
  costs: PathCosts,
): Int16Array {
  const { widthPx, values } = map;
  const states = to - from;
  let rising = new Float32Array(states);
  let falling = new Float32Array(states);
  let nextRising = new Float32Array(states);
  let nextFalling = new Float32Array(states);
  const start = Math.min(states - 1, Math.max(0, startY - from));
  for (let j = 0; j < states; j++) {
    rising[j] = -offEnd(j - start, costs.startOff);
    falling[j] = rising[j] as number;
  }
  // Predecessors; ~j where the path turned there.
  const backRising = new Int16Array(widthPx * states);
  const backFalling = new Int16Array(widthPx * states);
  const sums = new Float32Array(states + 1);
  const cost = new Float32Array(states);
  for (let x = 0; x < widthPx; x++) {
    const expected = costs.expected[x] as number;
    const absent = costs.absent[x] === 1;
    for (let j = 0; j < states; j++) {
      const off = Math.min(costs.mostOff, costs.offCost * Math.abs(from + j - expected));
      cost[j] = (costs.away[from + j] as number) + (off >= 0 ? off : 0);
      const at = (from + j) * widthPx + x;
      const value = values[at] as number;
      const says = absent ? 0 : value === NO_CENTRE ? -BLANK_COST : value === OUTER && taken[at] === 0 ? 1 : 0;
      sums[j + 1] = (sums[j] as number) + says;
    }
    const row = x * states;
    let best = Number.NEGATIVE_INFINITY;
    let origin = 0;
    for (let j = states - 1; j >= 0; j--) {
      const turned = (falling[j] as number) - costs.turn;
      const stays = (rising[j] as number) >= turned;
      const enter = (stays ? (rising[j] as number) : turned) + (sums[j + 1] as number) - costs.slope * j;
      if (enter > best) {
        best = enter;
        origin = stays ? j : ~j;
      }
      nextRising[j] = best - (sums[j] as number) + costs.slope * j - (cost[j] as number);
      backRising[row + j] = origin;
    }
    best = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < states; j++) {
      const turned = (rising[j] as number) - costs.turn;
      const stays = (falling[j] as number) >= turned;
      const enter = (stays ? (falling[j] as number) : turned) - (sums[j] as number) + costs.slope * j;
      if (enter > best) {
        best = enter;
        origin = stays ? j : ~j;
      }
      nextFalling[j] = best + (sums[j + 1] as number) - costs.slope * j - (cost[j] as number);
      backFalling[row + j] = origin;
    }
    [rising, nextRising] = [nextRising, rising];
    [falling, nextFalling] = [nextFalling, falling];
  }
  const path = new Int16Array(widthPx + 1);
  const end = Math.min(states - 1, Math.max(0, endY - from));
  const ended = (at: number) => Math.max(rising[at] as number, falling[at] as number) - offEnd(at - end, costs.endOff);
  let j = end;
  if (Number.isFinite(costs.endOff)) for (let at = 0; at < states; at++) if (ended(at) > ended(j)) j = at;
  let rises = (rising[j] as number) > (falling[j] as number);
  for (let x = widthPx; x > 0; x--) {
    path[x] = from + j;
    const back = (rises ? backRising : backFalling)[(x - 1) * states + j] as number;
    if (back < 0) rises = !rises;
    j = back < 0 ? ~back : back;
  }
  path[0] = from + j;
  return path;
}
