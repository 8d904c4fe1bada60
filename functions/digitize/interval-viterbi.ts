/** What the tracker sees: log-odds of ink for a band of the page, column by column. */
export interface Band {
  readonly columns: number;
  readonly heightPx: number;
  /** Prefix sums of log-odds at half pixels: columns × (2 × heightPx + 1). */
  readonly prefix: Float32Array;
}

/** How the tracker weighs evidence. */
export interface TrackerOptions {
  /** Stroke width, px. */
  readonly strokePx: number;
  /** Cost a pixel of vertical travel; 0.75 of the largest log-odds separates collapse from zigzag. */
  readonly slopeCost: number;
  /** Cost a column at each half-pixel state; keeps a row's path near its own baseline. */
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

/**
 * Interval Viterbi: the state is the stroke's height at a column's edge, so that a column holds ink from the lower to the higher
 * of its two edges plus the stroke width. Log-odds inside are summed in constant time by prefix sums and the best predecessor
 * of every state is found by running maxima, so a column costs a few operations a state, however steep the trace.
 */
export function traceBand(band: Band, options: TrackerOptions): Path {
  const { columns, heightPx, prefix } = band;
  const stroke = Math.max(2, Math.round(options.strokePx * 2));
  const size = 2 * heightPx + 1;
  const states = size - stroke;
  const slope = options.slopeCost / 2;
  const drift = slope * 0.25;
  let on = new Float32Array(states);
  let off = new Float32Array(states);
  let nextOn = new Float32Array(states);
  let nextOff = new Float32Array(states);
  const fromOn = new Int16Array(columns * states);
  const fromOff = new Int16Array(columns * states);
  for (let x = 0; x < columns; x++) {
    const base = x * size;
    const back = x * states;
    let best = -Infinity;
    let from = 0;
    for (let j = 0; j < states; j++) {
      const enter = (on[j] as number) - (prefix[base + j] as number) + slope * j;
      if (enter > best) {
        best = enter;
        from = j;
      }
      nextOn[j] = best + (prefix[base + j + stroke] as number) - slope * j;
      fromOn[back + j] = from;
    }
    best = -Infinity;
    for (let j = states - 1; j >= 0; j--) {
      const enter = (on[j] as number) + (prefix[base + j + stroke] as number) - slope * j;
      if (enter > best) {
        best = enter;
        from = j;
      }
      const value = best - (prefix[base + j] as number) + slope * j;
      if (value > (nextOn[j] as number)) {
        nextOn[j] = value;
        fromOn[back + j] = from;
      }
    }
    best = -Infinity;
    for (let j = 0; j < states; j++) {
      const stay = (off[j] as number) + drift * j;
      if (stay > best) {
        best = stay;
        from = j;
      }
      nextOff[j] = best - drift * j;
      fromOff[back + j] = from;
    }
    best = -Infinity;
    for (let j = states - 1; j >= 0; j--) {
      const stay = (off[j] as number) - drift * j;
      if (stay > best) {
        best = stay;
        from = j;
      }
      const value = best + drift * j;
      if (value > (nextOff[j] as number)) {
        nextOff[j] = value;
        fromOff[back + j] = from;
      }
    }
    for (let j = 0; j < states; j++) {
      const cost = options.prior[j] as number;
      const traced = (nextOn[j] as number) - cost;
      const blank = (nextOff[j] as number) - options.gapCost - 0.5 * cost;
      nextOn[j] = traced;
      nextOff[j] = blank;
      if (blank > traced) {
        nextOn[j] = blank;
        fromOn[back + j] = ~(fromOff[back + j] as number);
      } else if (traced - options.gapOpenCost > blank) {
        nextOff[j] = traced - options.gapOpenCost;
        fromOff[back + j] = ~(fromOn[back + j] as number);
      }
    }
    [on, nextOn] = [nextOn, on];
    [off, nextOff] = [nextOff, off];
  }
  return backtrack(on, off, fromOn, fromOff, columns, states, stroke);
}

/** Predecessors stored as ~j belong to the other layer (trace or gap). */
function backtrack(
  on: Float32Array,
  off: Float32Array,
  fromOn: Int16Array,
  fromOff: Int16Array,
  columns: number,
  states: number,
  stroke: number,
): Path {
  let state = 0;
  let traced = true;
  let best = -Infinity;
  for (let j = 0; j < states; j++) {
    if ((on[j] as number) > best) {
      best = on[j] as number;
      state = j;
      traced = true;
    }
    if ((off[j] as number) > best) {
      best = off[j] as number;
      state = j;
      traced = false;
    }
  }
  const edgeY = new Float32Array(columns + 1);
  const gap = new Uint8Array(columns);
  for (let x = columns; x > 0; x--) {
    edgeY[x] = (state + stroke / 2) / 2;
    const from = (traced ? fromOn : fromOff)[(x - 1) * states + state] as number;
    if (from < 0) traced = !traced;
    gap[x - 1] = traced ? 0 : 1;
    state = from < 0 ? ~from : from;
  }
  edgeY[0] = (state + stroke / 2) / 2;
  return { edgeY, gap, score: best };
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
