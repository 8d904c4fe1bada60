import type { FittedLine } from '../centre-line.ts';
import type { EdgeNoise } from '../edge-noise.ts';
import { between, bridgeGaps } from '../line-nodes.ts';
import type { RowTrace } from '../row-trace.ts';
import { type Sight, strokeShares } from '../sight.ts';

/** Distances from the line at which ink is looked at, in half pens (of at least a pixel). */
const LOOK_AT = Array.from({ length: 17 }, (_, i) => (i - 8) / 2);
/** Where each value stands, before what is seen at LOOK_AT. */
const CHANNEL = { height: 0, drawn: 1, upper: 2, lower: 3, missing: 4, upwards: 5, downwards: 6 };
const FIRST_LOOK = 7;
const FIRST_CONSTANT = FIRST_LOOK + LOOK_AT.length;
/** Values that each node of a line is shown with; see `lineView`. */
export const CHANNELS = FIRST_CONSTANT + 6;
/** Units of heights (mm), edges (half pens) and ink beyond the line (px), by which values come to about 1. */
const [HEIGHT_MM, EDGE_HALF_PENS, BEYOND_PX] = [5, 3, 20];
/** What a page shows where ink is another row's or a bar's. */
const HIDDEN_INK = -0.5;
/** Ink above this share of a full stroke's is followed. */
const INKED = 0.35;
/** It is followed no further from the line than this. */
const FAR_MM = 15;
/** Ink begins no further from the line than this, px. */
const BESIDE_PX = 2;
/** Edges of the stroke further from the line than this are no nearer to it, half pens. */
const MOST_EDGE = 6;
/** Fewer nodes than these make no line. */
const FEW_NODES = 50;
/** What is usual, about which the network sees a page's own: pixels a mm, pen in px, px a node, cut-off in cycles a node, noise in px. */
const USUAL = { pxPerMm: 7, penPx: 3, stepPx: 0.4, cutoff: 0.2, usualPx: 0.05, rmsPx: 0.1 };

/** A traced line as the line network sees it. */
export interface LineView {
  readonly nodes: number;
  /**
   * CHANNELS × nodes, one channel after another: height over the row's baseline (5 mm); the line as drawn against the one believed (px); upper and
   * lower edge of the stroke (3 half pens); 1 where nothing was traced; how far ink reaches beyond the pen upwards and downwards (20 px); ink from
   * 4 half pens above the line to 4 below it (0…1, negative where it is another's); and, the same at every node, logarithms of resolution, pen and
   * step, the cut-off, and logarithms of the page's noise by median and by mean square. All of it downwards, as the frame's rows count.
   */
  readonly channels: Float32Array;
}

/** What the page holds of a line beside the line itself. */
export interface LineSurroundings {
  readonly trace: RowTrace;
  readonly sight: Sight;
  readonly baselinePx: number;
  readonly pxPerMm: number;
  /** Cycles a node up to which the line is believed. */
  readonly cutoff: number;
  readonly noise: EdgeNoise | null;
}

/** Null where hardly anything of the line was traced. */
export function lineView({ drawn, believed }: FittedLine, around: LineSurroundings): LineView | null {
  const { startX, stepPx } = believed;
  const { trace, sight, baselinePx, pxPerMm, cutoff, noise } = around;
  const nodes = believed.y.length;
  const heights = Float32Array.from(believed.y);
  const missing = bridgeGaps(heights);
  if (nodes - missing.reduce((sum, one) => sum + one, 0) < FEW_NODES) return null;
  const channels = new Float32Array(CHANNELS * nodes);
  const put = (channel: number, k: number, value: number) => {
    channels[channel * nodes + k] = value;
  };
  const halfPen = Math.max(1, sight.strokePx / 2);
  const farPx = FAR_MM * pxPerMm;
  const shares = strokeShares(sight);
  const edge = (edges: Float32Array, x: number, y: number) => {
    const away = (between(edges, x - trace.firstColumn - 0.5) - y) / halfPen;
    return Number.isNaN(away) ? 0 : Math.max(-MOST_EDGE, Math.min(MOST_EDGE, away)) / EDGE_HALF_PENS;
  };
  for (let k = 0; k < nodes; k++) {
    const x = startX + k * stepPx;
    const y = heights[k] as number;
    put(CHANNEL.height, k, (y - baselinePx) / (HEIGHT_MM * pxPerMm));
    if (missing[k] === 1) {
      put(CHANNEL.missing, k, 1);
      continue;
    }
    const own = drawn.y[k] as number;
    put(CHANNEL.drawn, k, Number.isNaN(own) ? 0 : own - y);
    put(CHANNEL.upper, k, edge(trace.upperY, x, y));
    put(CHANNEL.lower, k, edge(trace.lowerY, x, y));
    put(CHANNEL.upwards, k, inkBeyond(sight, x, y, -1, farPx) / BEYOND_PX);
    put(CHANNEL.downwards, k, inkBeyond(sight, x, y, 1, farPx) / BEYOND_PX);
    lookAround(sight, shares, x, y, halfPen, channels.subarray(FIRST_LOOK * nodes + k), nodes);
  }
  const constants = [
    Math.log(pxPerMm / USUAL.pxPerMm),
    Math.log(sight.strokePx / USUAL.penPx),
    Math.log(stepPx / USUAL.stepPx),
    4 * (cutoff - USUAL.cutoff),
    0.5 * Math.log((noise?.usualPx ?? USUAL.usualPx) / USUAL.usualPx + 0.1),
    0.5 * Math.log((noise?.rmsPx ?? USUAL.rmsPx) / USUAL.rmsPx + 0.1),
  ];
  for (const [i, value] of constants.entries())
    channels.fill(value, (FIRST_CONSTANT + i) * nodes, (FIRST_CONSTANT + i + 1) * nodes);
  return { nodes, channels };
}

/** How far ink reaches from the line, px beyond the pen's own edge, in the line's own column; what is another's ends it. */
function inkBeyond({ ink, level, strokePx, hidden }: Sight, x: number, y: number, step: 1 | -1, farPx: number): number {
  const column = Math.max(0, Math.min(ink.widthPx - 1, Math.floor(x)));
  const isInked = (row: number) => {
    const at = row * ink.widthPx + column;
    return row >= 0 && row < ink.heightPx && hidden[at] === 0 && (ink.values[at] as number) > INKED * level;
  };
  let row = Math.floor(y);
  for (let skipped = 0; skipped < BESIDE_PX && !isInked(row); skipped++) row += step;
  const first = row;
  while (isInked(row) && Math.abs(row - first) < farPx) row += step;
  if (row === first) return 0;
  return Math.max(0, (step > 0 ? row - y : y - row - 1) - strokePx / 2);
}

/**
 * Ink at LOOK_AT from a place of the frame (centre of pixel 0 is 0.5), written to every `apart`th of `seen`. `shares`: see `strokeShares`.
 */
function lookAround(
  { ink, hidden }: Sight,
  shares: Float64Array,
  x: number,
  y: number,
  halfPen: number,
  seen: Float32Array,
  apart: number,
): void {
  const { values, widthPx, heightPx } = ink;
  const at = Math.floor(x - 0.5);
  const toRight = x - 0.5 - at;
  const left = Math.max(0, Math.min(widthPx - 1, at));
  const right = Math.max(0, Math.min(widthPx - 1, at + 1));
  const share = (pixel: number) => (hidden[pixel] === 0 ? (shares[values[pixel] as number] as number) : HIDDEN_INK);
  for (let i = 0; i < LOOK_AT.length; i++) {
    const height = y + (LOOK_AT[i] as number) * halfPen;
    const top = Math.floor(height - 0.5);
    const down = height - 0.5 - top;
    const upper = Math.max(0, Math.min(heightPx - 1, top)) * widthPx;
    const lower = Math.max(0, Math.min(heightPx - 1, top + 1)) * widthPx;
    seen[i * apart] =
      share(upper + left) * (1 - toRight) * (1 - down) +
      share(upper + right) * toRight * (1 - down) +
      share(lower + left) * (1 - toRight) * down +
      share(lower + right) * toRight * down;
  }
}
