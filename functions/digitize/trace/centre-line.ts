import { fitBelieved, fitToInk, type LineInInk } from './ink-fit.ts';
import { between, bridgeGaps, smoothNodes, spread, straighten } from './line-nodes.ts';
import { PenEdges } from './pen-edges.ts';
import type { RowTrace } from './row-trace.ts';
import type { Sight } from './sight.ts';

/** Heights of a pen's centre at equal steps along x, px from the frame's top edge; NaN where nothing was traced. */
export interface CentreLine {
  /** Frame x of the first node, in px from the frame's left edge. */
  readonly startX: number;
  readonly stepPx: number;
  readonly y: Float32Array;
}

/** A line as it is drawn, with what pixels and paper do to it, and what is to be believed of it. */
export interface FittedLine {
  readonly drawn: CentreLine;
  readonly believed: CentreLine;
}

/** More rounds follow the noise of edges: they cost time and lose a tenth of a decibel. */
const ROUNDS = 4;
const SMOOTHING = 0.03;

/**
 * Finds the pen's path whose drawing is the ink seen. A round pen of width w drawn along y(x) inks each column between the envelopes
 * min(y − c) and max(y + c), c the pen's half chord; the edges measured in a column are the envelopes' means over the column.
 * Starting from the middle line, the nodes that make an envelope are moved by what it misses (simultaneous reconstruction, as in
 * tomography: Gilbert 1972), with a little fourth-difference smoothing. Unlike the column's centroid this keeps the tips of narrow peaks,
 * which lie half a stroke below the ink's top and not in the middle of the column. The grey values have the last word.
 * `cutoff` is the frequency, cycles a node, up to which the page is to be believed.
 */
export function centreLine(
  trace: RowTrace,
  sight: Sight,
  startX: number,
  stepPx: number,
  nodes: number,
  cutoff: number,
): FittedLine {
  // The first and the last pixel column reach beyond the nodes: there the line runs on level.
  const beyond = Math.ceil(trace.strokePx / stepPx) + 3;
  const firstX = startX - beyond * stepPx;
  const y = firstGuess(trace, firstX, stepPx, nodes + 2 * beyond);
  const missing = bridgeGaps(y);
  const lefts = Float64Array.from(trace.gap, (_, column) => (trace.firstColumn + column - firstX) / stepPx);
  const pen = new PenEdges(y, beyond, trace.strokePx / 2, stepPx, lefts);
  const line = { y, pen, trace, sight };
  fitToEdges(line);
  fitToInk(line);
  const own = (heights: Float32Array) => ({
    startX,
    stepPx,
    y: heights.slice(beyond, beyond + nodes).map((height, k) => (missing[beyond + k] === 1 ? Number.NaN : height)),
  });
  const drawn = own(y);
  fitBelieved(line, cutoff);
  return { drawn, believed: own(y) };
}

function fitToEdges({ y, pen, trace }: LineInInk): void {
  const pull = new Float32Array(y.length);
  const weight = new Float32Array(y.length);
  const moved = new Float32Array(y.length);
  for (let round = 0; round < ROUNDS; round++) {
    pull.fill(0);
    weight.fill(0);
    for (let column = 0; column < trace.gap.length; column++) {
      if (trace.gap[column] === 1 || !pen.move(column)) continue;
      const missUpper = (trace.upperY[column] as number) - mean(pen.upper);
      const missLower = (trace.lowerY[column] as number) - mean(pen.lower);
      for (let s = 0; s < pen.upper.length; s++) {
        if (!Number.isNaN(missUpper)) spread(pull, weight, pen.upperNode[s] as number, missUpper);
        if (!Number.isNaN(missLower)) spread(pull, weight, pen.lowerNode[s] as number, missLower);
      }
    }
    for (let k = 0; k < y.length; k++) {
      if ((weight[k] as number) > 0) y[k] = (y[k] as number) + (0.8 * (pull[k] as number)) / (weight[k] as number);
    }
    straighten(y, weight);
    smoothNodes(y, moved, SMOOTHING);
  }
}

function mean(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

/** The middle of the stroke at each node, linear between column centres; the tracker's path where edges are hidden, NaN inside gaps longer than a column. */
function firstGuess(trace: RowTrace, startX: number, stepPx: number, nodes: number): Float32Array {
  const middle = Float32Array.from(trace.gap, (gap, x) => {
    const edges = ((trace.upperY[x] as number) + (trace.lowerY[x] as number)) / 2;
    const path = ((trace.edgeY[x] as number) + (trace.edgeY[x + 1] as number)) / 2;
    return gap === 1 ? Number.NaN : Number.isNaN(edges) ? path : edges;
  });
  return Float32Array.from({ length: nodes }, (_, k) => between(middle, startX + k * stepPx - trace.firstColumn - 0.5));
}
