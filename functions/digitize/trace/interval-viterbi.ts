/** What the tracker sees: log-odds of ink for a band of the page, column by column. */
export interface Band {
  readonly columns: number;
  readonly heightPx: number;
  /** Prefix sums of log-odds down the columns: columns × (heightPx + 1). */
  readonly prefix: Float32Array;
}

/** How the tracker weighs evidence. */
export interface TrackerOptions {
  /** Stroke width, px. */
  readonly strokePx: number;
  /** Cost a pixel of vertical travel; 0.75 of the largest log-odds separates collapse from zigzag. */
  readonly slopeCost: number;
  /** Cost a column at each height; keeps a row's path near its own baseline. */
  readonly prior: Float32Array;
  /** Cost of a column without trace, of entering and of leaving such a gap. */
  readonly gapCost: number;
  readonly gapOpenCost: number;
}

/** A traced path. */
export interface Path {
  /** y at the columns' edges (columns + 1 values), px from the band's top edge. */
  readonly edgeY: Float32Array;
  /** 1 where the column holds no trace. */
  readonly gap: Uint8Array;
  /** Evidence less costs of the whole path. */
  readonly score: number;
}

/** In a gap the height is kept in steps of this many pixels: it only says where the trace may come back. */
const GAP_STEP_PX = 4;

/** Log-odds from which a pixel may hold some of the trace. */
const SOME_INK = -0.75;
/** Through so many columns without ink a trace may go on rather than enter a gap; beyond ink it goes no further than its width and this, px. */
const BLANK_COLUMNS = 4;
const BEYOND_PX = 6;

/**
 * Interval Viterbi: the state is the stroke's height at a column's edge, so that a column holds ink from the lower to the higher
 * of its two edges plus the stroke width. Log-odds inside are summed in constant time by prefix sums and the best predecessor
 * of every state is found by running maxima, so a column costs a few operations a state, however steep the trace. Heights are whole pixels:
 * the ink says what lies between. Only heights near some ink are looked at: paper costs more than a gap.
 */
export function traceBand(band: Band, options: TrackerOptions): Path {
  const { columns, heightPx, prefix } = band;
  const stroke = Math.max(1, Math.round(options.strokePx));
  const size = heightPx + 1;
  const states = size - stroke;
  const gaps = Math.ceil(states / GAP_STEP_PX);
  const slope = options.slopeCost;
  const drift = slope * 0.25 * GAP_STEP_PX;
  let on = new Float32Array(states);
  let off = new Float32Array(gaps);
  let nextOn = new Float32Array(states);
  let nextOff = new Float32Array(gaps);
  const fromOn = new Int16Array(columns * states);
  const fromOff = new Int16Array(columns * gaps);
  const { first, last } = inkedStates(band, stroke, states);
  for (let x = 0; x < columns; x++) {
    const base = x * size;
    const back = x * states;
    const low = first[x] as number;
    const high = last[x] as number;
    let best = -Infinity;
    let from = 0;
    for (let j = low; j < high; j++) {
      const enter = (on[j] as number) - (prefix[base + j] as number) + slope * j;
      if (enter > best) {
        best = enter;
        from = j;
      }
      nextOn[j] = best + (prefix[base + j + stroke] as number) - slope * j;
      fromOn[back + j] = from;
    }
    driftGaps(off, nextOff, fromOff.subarray(x * gaps, (x + 1) * gaps), drift);
    best = -Infinity;
    for (let g = gaps - 1; g >= 0; g--) {
      const backOff = x * gaps + g;
      const blank = (nextOff[g] as number) - options.gapCost;
      const begun = ~(fromOff[backOff] as number);
      let opened = -Infinity;
      let opener = 0;
      const start = Math.max(low, g * GAP_STEP_PX);
      for (let j = Math.min(high, (g + 1) * GAP_STEP_PX) - 1; j >= start; j--) {
        const travel = slope * j;
        const enter = (on[j] as number) + (prefix[base + j + stroke] as number) - travel;
        if (enter > best) {
          best = enter;
          from = j;
        }
        const downwards = best - (prefix[base + j] as number) + travel;
        const upwards = nextOn[j] as number;
        const cost = options.prior[j] as number;
        const traced = (downwards > upwards ? Math.fround(downwards) : upwards) - cost;
        const ended = blank - 0.5 * cost;
        if (ended > traced) {
          nextOn[j] = ended;
          fromOn[back + j] = begun;
          continue;
        }
        nextOn[j] = traced;
        if (downwards > upwards) fromOn[back + j] = from;
        if (traced >= opened) {
          opened = traced;
          opener = j;
        }
      }
      const middle = Math.min(states - 1, g * GAP_STEP_PX + (GAP_STEP_PX >> 1));
      const kept = blank - 0.5 * (options.prior[middle] as number);
      nextOff[g] = Math.max(kept, opened - options.gapOpenCost);
      if (opened - options.gapOpenCost > kept) fromOff[backOff] = ~(fromOn[back + opener] as number);
    }
    if (x + 1 < columns) {
      // What is looked at next but was not now cannot have been reached.
      const [nextLow, nextHigh] = [first[x + 1] as number, last[x + 1] as number];
      if (nextLow < low) nextOn.fill(-Infinity, nextLow, Math.min(low, nextHigh));
      if (nextHigh > high) nextOn.fill(-Infinity, Math.max(high, nextLow), nextHigh);
    } else {
      nextOn.fill(-Infinity, 0, low);
      nextOn.fill(-Infinity, high);
    }
    [on, nextOn] = [nextOn, on];
    [off, nextOff] = [nextOff, off];
  }
  return backtrack(on, off, fromOn, fromOff, columns, stroke);
}

/** The heights near some ink at which a stroke may stand in each column, from `first` to before `last`. */
function inkedStates({ columns, heightPx, prefix }: Band, stroke: number, states: number) {
  const least = SOME_INK * MAX_LOG_ODDS;
  const [tops, bottoms] = [new Int16Array(columns).fill(heightPx), new Int16Array(columns).fill(-1)];
  for (let x = 0, at = 0; x < columns; x++, at += heightPx + 1) {
    let top = 0;
    while (top < heightPx && (prefix[at + top + 1] as number) - (prefix[at + top] as number) <= least) top++;
    if (top === heightPx) continue;
    let bottom = heightPx - 1;
    while ((prefix[at + bottom + 1] as number) - (prefix[at + bottom] as number) <= least) bottom--;
    tops[x] = top;
    bottoms[x] = bottom;
  }
  const [first, last] = [new Int16Array(columns), new Int16Array(columns)];
  for (let x = 0; x < columns; x++) {
    let [top, bottom] = [heightPx, -1];
    const to = Math.min(columns - 1, x + BLANK_COLUMNS);
    for (let near = Math.max(0, x - BLANK_COLUMNS); near <= to; near++) {
      top = Math.min(top, tops[near] as number);
      bottom = Math.max(bottom, bottoms[near] as number);
    }
    if (bottom < 0) continue;
    first[x] = Math.max(0, top - 2 * stroke - BEYOND_PX);
    last[x] = Math.min(states, bottom + stroke + BEYOND_PX + 1);
  }
  return { first, last };
}

/** The best way to each height of a gap, which may drift at a cost. */
function driftGaps(off: Float32Array, next: Float32Array, from: Int16Array, drift: number): void {
  let best = -Infinity;
  let source = 0;
  for (let g = 0; g < off.length; g++) {
    const stay = (off[g] as number) + drift * g;
    if (stay > best) {
      best = stay;
      source = g;
    }
    next[g] = best - drift * g;
    from[g] = source;
  }
  best = -Infinity;
  for (let g = off.length - 1; g >= 0; g--) {
    const stay = (off[g] as number) - drift * g;
    if (stay > best) {
      best = stay;
      source = g;
    }
    const value = best + drift * g;
    if (value > (next[g] as number)) {
      next[g] = value;
      from[g] = source;
    }
  }
}

/** Predecessors stored as ~j belong to the other layer (trace or gap). */
function backtrack(
  on: Float32Array,
  off: Float32Array,
  fromOn: Int16Array,
  fromOff: Int16Array,
  columns: number,
  stroke: number,
): Path {
  const mostOn = highest(on);
  const mostOff = highest(off);
  let traced = (on[mostOn] as number) >= (off[mostOff] as number);
  let state = traced ? mostOn : mostOff;
  const score = (traced ? on[mostOn] : off[mostOff]) as number;
  const edgeY = new Float32Array(columns + 1);
  const gap = new Uint8Array(columns);
  const height = () => (traced ? state : (state + 0.5) * GAP_STEP_PX) + stroke / 2;
  for (let x = columns; x > 0; x--) {
    edgeY[x] = height();
    const from = (traced ? fromOn[(x - 1) * on.length + state] : fromOff[(x - 1) * off.length + state]) as number;
    if (from < 0) traced = !traced;
    // A column is the layer's that it was entered from.
    gap[x - 1] = traced ? 0 : 1;
    state = from < 0 ? ~from : from;
  }
  edgeY[0] = height();
  return { edgeY, gap, score };
}

function highest(values: Float32Array): number {
  let at = 0;
  for (let j = 1; j < values.length; j++) if ((values[j] as number) > (values[at] as number)) at = j;
  return at;
}

/** The largest log-odds of a pixel, at probabilities clipped to 0.02–0.98. */
export const MAX_LOG_ODDS = Math.log(0.98 / 0.02);

/** Coverage at which ink and paper are equally likely: steep thin strokes cover their pixels only partly. */
const EVEN_COVERAGE = 0.4;

/** Log-odds of ink for each of the 256 ink values, when `level` is a full stroke: straight through even odds, clipped. */
export function logOddsTable(level: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, value) => {
    const share = value / level / EVEN_COVERAGE - 1;
    return MAX_LOG_ODDS * Math.min(1, Math.max(-1, share));
  });
}
