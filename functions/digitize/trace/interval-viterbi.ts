import type { Band } from './band-view.ts';
import { HEIGHT_STEP_PX, type InkedSpans, STRIP_COLUMNS } from './inked-spans.ts';

/** How the tracker weighs evidence. */
export interface TrackerOptions {
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

/**
 * Interval Viterbi: the state is the stroke's height at a column's edge, so that a column holds ink from the lower to the higher
 * of its two edges plus the stroke width. Log-odds inside are summed in constant time by prefix sums and the best predecessor
 * of every state is found by running maxima, so a column costs a few operations a state, however steep the trace. Heights are whole pixels:
 * the ink says what lies between. Only heights near some ink are looked at: to run on paper costs more than a gap.
 */
export function traceBand(band: Band, options: TrackerOptions): Path {
  const { columns, heightPx, stroke, sums } = band;
  const { ofStrip, low, high, at } = band.spans;
  const states = heightPx + 1 - stroke;
  const slope = options.slopeCost;
  const gaps = gapsOf(states, options);
  let on: Float32Array = new Float32Array(states);
  let nextOn: Float32Array = new Float32Array(states);
  const fromOn = new Int16Array(sums.length);
  const fromOff = new Int16Array(columns * gaps.count);
  let [firstSpan, endSpan] = [0, 0];
  for (let x = 0; x < columns; x++) {
    const column = x % STRIP_COLUMNS;
    if (column === 0) {
      if (x > 0) [on, nextOn] = onlyWithin(band.spans, firstSpan, endSpan, on, nextOn);
      const strip = x / STRIP_COLUMNS;
      firstSpan = ofStrip[strip] as number;
      endSpan = ofStrip[strip + 1] as number;
    }
    let best = -Infinity;
    let from = 0;
    for (let span = firstSpan; span < endSpan; span++) {
      const first = low[span] as number;
      const last = high[span] as number;
      const base = (at[span] as number) + column * (last - first + stroke) - first;
      for (let j = first; j < last; j++) {
        const enter = (on[j] as number) - (sums[base + j] as number) + slope * j;
        if (enter > best) {
          best = enter;
          from = j;
        }
        nextOn[j] = best + (sums[base + j + stroke] as number) - slope * j;
        fromOn[base + j] = from;
      }
    }
    const gapBase = x * gaps.count;
    driftGaps(gaps, fromOff, gapBase);
    const { off, blank, away } = gaps;
    best = -Infinity;
    for (let span = endSpan - 1; span >= firstSpan; span--) {
      const first = low[span] as number;
      const last = high[span] as number;
      const base = (at[span] as number) + column * (last - first + stroke) - first;
      for (let g = Math.ceil(last / HEIGHT_STEP_PX) - 1; g * HEIGHT_STEP_PX >= first; g--) {
        const still = blank[g] as number;
        const begun = ~(fromOff[gapBase + g] as number);
        let opened = -Infinity;
        let opener = 0;
        for (let j = Math.min(last, (g + 1) * HEIGHT_STEP_PX) - 1; j >= g * HEIGHT_STEP_PX; j--) {
          const travel = slope * j;
          const enter = (on[j] as number) + (sums[base + j + stroke] as number) - travel;
          if (enter > best) {
            best = enter;
            from = j;
          }
          const downwards = best - (sums[base + j] as number) + travel;
          const upwards = nextOn[j] as number;
          const cost = options.prior[j] as number;
          const traced = (downwards > upwards ? Math.fround(downwards) : upwards) - cost;
          const ended = still - 0.5 * cost;
          if (ended > traced) {
            nextOn[j] = ended;
            fromOn[base + j] = begun;
            continue;
          }
          nextOn[j] = traced;
          if (downwards > upwards) fromOn[base + j] = from;
          if (traced >= opened) {
            opened = traced;
            opener = j;
          }
        }
        if (opened - options.gapOpenCost <= still - (away[g] as number)) continue;
        off[g] = opened - options.gapOpenCost;
        fromOff[gapBase + g] = ~(fromOn[base + opener] as number);
      }
    }
    [on, nextOn] = [nextOn, on];
  }
  [on] = onlyWithin(band.spans, firstSpan, endSpan, on, nextOn);
  return backtrack(band, on, gaps.off, fromOn, fromOff);
}

/** The scores of some spans' heights, and none elsewhere, in the second array; the first is given back for other use. */
function onlyWithin(
  { low, high }: InkedSpans,
  firstSpan: number,
  endSpan: number,
  scores: Float32Array,
  room: Float32Array,
): [Float32Array, Float32Array] {
  room.fill(-Infinity);
  for (let span = firstSpan; span < endSpan; span++) {
    const first = low[span] as number;
    room.set(scores.subarray(first, high[span] as number), first);
  }
  return [room, scores];
}

/** The columns without trace, in which the height is kept in steps: it only says where the trace may come back. */
interface Gaps {
  readonly count: number;
  /** What it costs to drift by a step, to go on by a column, and in addition to be at each height. */
  readonly drift: number;
  readonly gapCost: number;
  readonly away: Float64Array;
  /** Scores of the best ways that end in a gap at each height, and before those are away from the baseline. */
  readonly off: Float32Array;
  readonly blank: Float64Array;
  /** Room to work in. */
  readonly drifted: Float32Array;
}

function gapsOf(states: number, { slopeCost, gapCost, prior }: TrackerOptions): Gaps {
  const count = Math.ceil(states / HEIGHT_STEP_PX);
  const middle = (g: number) => Math.min(states - 1, g * HEIGHT_STEP_PX + (HEIGHT_STEP_PX >> 1));
  return {
    count,
    drift: slopeCost * 0.25 * HEIGHT_STEP_PX,
    gapCost,
    away: Float64Array.from({ length: count }, (_, g) => 0.5 * (prior[middle(g)] as number)),
    off: new Float32Array(count),
    blank: new Float64Array(count),
    drifted: new Float32Array(count),
  };
}

/** The best way to each height of a gap, which may drift at a cost, through one more column; where each came from is written from `base` on. */
function driftGaps({ count, drift, gapCost, away, off, blank, drifted }: Gaps, from: Int16Array, base: number): void {
  let best = -Infinity;
  let source = 0;
  for (let g = 0; g < count; g++) {
    const stay = (off[g] as number) + drift * g;
    if (stay > best) {
      best = stay;
      source = g;
    }
    drifted[g] = best - drift * g;
    from[base + g] = source;
  }
  best = -Infinity;
  for (let g = count - 1; g >= 0; g--) {
    const stay = (off[g] as number) - drift * g;
    if (stay > best) {
      best = stay;
      source = g;
    }
    let way = drifted[g] as number;
    if (best + drift * g > way) {
      way = Math.fround(best + drift * g);
      from[base + g] = source;
    }
    blank[g] = way - gapCost;
    off[g] = way - gapCost - (away[g] as number);
  }
}

/** Predecessors stored as ~j belong to the other layer (trace or gap). */
function backtrack(
  { columns, stroke, spans: { ofStrip, low, high, at } }: Band,
  on: Float32Array,
  off: Float32Array,
  fromOn: Int16Array,
  fromOff: Int16Array,
): Path {
  const before = (x: number, j: number) => {
    let span = ofStrip[Math.floor(x / STRIP_COLUMNS)] as number;
    while (j >= (high[span] as number)) span++;
    const first = low[span] as number;
    const size = (high[span] as number) - first + stroke;
    return fromOn[(at[span] as number) + (x % STRIP_COLUMNS) * size + j - first] as number;
  };
  const mostOn = highest(on);
  const mostOff = highest(off);
  let traced = (on[mostOn] as number) >= (off[mostOff] as number);
  let state = traced ? mostOn : mostOff;
  const score = (traced ? on[mostOn] : off[mostOff]) as number;
  const edgeY = new Float32Array(columns + 1);
  const gap = new Uint8Array(columns);
  const height = () => (traced ? state : (state + 0.5) * HEIGHT_STEP_PX) + stroke / 2;
  for (let x = columns; x > 0; x--) {
    edgeY[x] = height();
    const from = traced ? before(x - 1, state) : (fromOff[(x - 1) * off.length + state] as number);
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
