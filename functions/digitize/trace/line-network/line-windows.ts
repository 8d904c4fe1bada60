import type { SeenLine } from './line-corrector.ts';
import { CHANNELS } from './line-view.ts';

/** Nodes that the line network is shown at once: a lead of 2.5 s fits in. */
export const WINDOW = 1408;
/** Windows that it is shown at once. */
export const BATCH = 4;
/** What it says of a node depends on no more nodes on either side. */
const REACH = 72;

/** A part of a line's nodes as it stands in a window. */
export interface LinePart {
  readonly line: SeenLine;
  /** The first node that the window shows. */
  readonly from: number;
  /** The nodes of which it tells. */
  readonly ownFrom: number;
  readonly ownTo: number;
}

/** Lines cut into windows which overlap so far that each node is told of with all that it depends on. */
export function windowsOf(lines: readonly SeenLine[]): LinePart[] {
  return lines.flatMap((line) => {
    const { nodes } = line.view;
    const parts: LinePart[] = [];
    for (let ownFrom = 0; ownFrom < nodes; ownFrom = (parts.at(-1) as LinePart).ownTo) {
      const from = Math.max(0, ownFrom - REACH);
      const ownTo = from + WINDOW >= nodes ? nodes : from + WINDOW - REACH;
      parts.push({ line, from, ownFrom, ownTo });
    }
    return parts;
  });
}

/** Windows as the network takes them: BATCH × CHANNELS × WINDOW, zeros where a line has ended. */
export function packed(parts: readonly LinePart[]): Float32Array {
  const input = new Float32Array(BATCH * CHANNELS * WINDOW);
  for (const [i, { line, from }] of parts.entries()) {
    const { channels, nodes } = line.view;
    const shown = Math.min(WINDOW, nodes - from);
    for (let channel = 0; channel < CHANNELS; channel++) {
      const at = channel * nodes + from;
      input.set(channels.subarray(at, at + shown), (i * CHANNELS + channel) * WINDOW);
    }
  }
  return input;
}
