import { lowPass } from '../maths/low-pass.ts';
import { smoothNodes, spread, straighten, UNSEEN } from './line-nodes.ts';
import type { PenEdges } from './pen-edges.ts';
import type { RowTrace } from './row-trace.ts';
import { type Sight, strokeShares } from './sight.ts';

/** More rounds follow the noise of the paper. */
const ROUNDS = 8;
/** Rounds in which a fitted line is bent to frequencies that are to be believed; more of them change little. */
const BELIEVING_ROUNDS = 2;
/** Share of a Newton step taken a round, and the furthest that a node goes in one, px. */
const STEP = 0.6;
const MAX_STEP_PX = 4;
/** An edge listens to the ink this far on both sides, px; to more of it where it is steep. */
const LISTEN_PX = 1.25;
/** What a residual of 1 moves a level edge by, px; a steep one is moved by its slope. */
const LEVEL_GAIN = 1.5;
const SMOOTHING = 0.015;
/** How far beyond the stroke's measured edges ink is still its own blur, px. */
const MARGIN_PX = 1.5;

/** A line of nodes that is being fitted: its heights are changed in place. */
export interface LineInInk {
  readonly y: Float32Array;
  /** The pen that is drawn along it, in the trace's columns. */
  readonly pen: PenEdges;
  readonly trace: RowTrace;
  readonly sight: Sight;
}

/**
 * Refines a centre line against the grey values themselves: the line is drawn with a round pen, each sub-column from its upper to its lower
 * envelope, and every envelope is moved by what the drawing lacks or has too much of around it, steep ones in proportion to
 * their slope. The edges of a column say where a flank begins and ends; how dark its pixels are says where it is in between, to a fraction
 * of a pixel in time. Nodes that make no envelope lie straight between those that do.
 */
export function fitToInk(line: LineInInk): void {
  const scratch = new Float32Array(line.y.length);
  fit(line, ROUNDS, () => smoothNodes(line.y, scratch, SMOOTHING));
}

/**
 * Bends a fitted line to one without frequencies above `cutoff`, cycles a node, that explains the ink as well as it can: filtered alone, narrow
 * waves would lose some of their height.
 */
export function fitBelieved(line: LineInInk, cutoff: number): void {
  fit(line, BELIEVING_ROUNDS, () => lowPass(line.y, cutoff));
}

function fit({ y, pen, trace, sight }: LineInInk, rounds: number, smooth: () => void): void {
  const pull = new Float32Array(y.length);
  const weight = new Float32Array(y.length);
  const residual = new Float32Array(sight.ink.heightPx + 1);
  const shares = strokeShares(sight);
  for (let round = 0; round < rounds; round++) {
    pull.fill(0);
    weight.fill(0);
    for (let column = 0; column < trace.gap.length; column++) {
      if (trace.gap[column] === 1 || !pen.move(column)) continue;
      const upper = trace.upperY[column] as number;
      const lower = trace.lowerY[column] as number;
      compare(pen, sight, shares, trace.firstColumn + column, upper - MARGIN_PX, lower + MARGIN_PX, residual);
      pullEdges(pen, pen.upper, pen.upperNode, -1, residual, pull, weight);
      pullEdges(pen, pen.lower, pen.lowerNode, 1, residual, pull, weight);
    }
    for (let k = 0; k < y.length; k++) {
      if ((weight[k] as number) < UNSEEN) continue;
      const move = (STEP * (pull[k] as number)) / (weight[k] as number);
      y[k] = (y[k] as number) + Math.min(MAX_STEP_PX, Math.max(-MAX_STEP_PX, move));
    }
    straighten(y, weight);
    smooth();
  }
}

/**
 * Ink seen less ink drawn in one pixel column, for the rows that the pen reaches and two beyond; ink outside [from, to] is not the pen's, and where it is
 * hidden nothing is lacking. `shares`: see `strokeShares`.
 */
function compare(
  pen: PenEdges,
  { ink, hidden }: Sight,
  shares: Float64Array,
  x: number,
  from: number,
  to: number,
  residual: Float32Array,
): void {
  const { values, widthPx } = ink;
  const { upper, lower } = pen;
  const first = Math.max(0, Math.floor(pen.top) - 2);
  const end = Math.min(ink.heightPx, Math.ceil(pen.bottom) + 2);
  for (let row = first, at = first * widthPx + x; row < end; row++, at += widthPx) {
    const own = !(row + 1 <= from || row >= to);
    residual[row] = own ? (shares[values[at] as number] as number) : 0;
  }
  const share = 1 / upper.length;
  for (let s = 0; s < upper.length; s++) {
    const top = upper[s] as number;
    const bottom = lower[s] as number;
    const last = Math.min(end, bottom);
    for (let row = Math.max(first, Math.floor(top)); row < last; row++) {
      const covered = (row + 1 < bottom ? row + 1 : bottom) - (row > top ? row : top);
      residual[row] = (residual[row] as number) - covered * share;
    }
  }
  for (let row = first, at = first * widthPx + x; row < end; row++, at += widthPx)
    if (hidden[at] !== 0) residual[row] = 0;
}

/** Moves the edges of one side outward where ink is lacking, inward where there is too much of it. */
function pullEdges(
  pen: PenEdges,
  edges: Float32Array,
  nodes: Float32Array,
  outward: 1 | -1,
  residual: Float32Array,
  pull: Float32Array,
  weight: Float32Array,
): void {
  const last = edges.length - 1;
  const first = pen.top - 2;
  const behind = pen.bottom + 2;
  for (let s = 0; s <= last; s++) {
    const before = Math.max(0, s - 1);
    const after = Math.min(last, s + 1);
    const apart = Math.abs((edges[after] as number) - (edges[before] as number)) / (after - before);
    const reach = Math.max(LISTEN_PX, apart);
    const edge = edges[s] as number;
    let sum = 0;
    let total = 0;
    const end = Math.min(residual.length - 1, edge + reach);
    for (let row = Math.max(0, Math.ceil(edge - reach - 0.5)); row + 0.5 < end; row++) {
      const share = 1 - Math.abs(row + 0.5 - edge) / reach;
      if (row >= first && row < behind) sum += share * (residual[row] as number);
      total += share;
    }
    if (total === 0) continue;
    const move = (outward * Math.max(LEVEL_GAIN, apart * edges.length) * sum) / total;
    spread(pull, weight, nodes[s] as number, move);
  }
}
