import type { RowTrace } from '../../../functions/digitize/trace/row-trace.ts';

/** A trace without gaps through these heights of its column edges. */
export function traceOf(firstColumn: number, edges: readonly number[]): RowTrace {
  const columns = edges.length - 1;
  return {
    firstColumn,
    edgeY: Float32Array.from(edges),
    upperY: new Float32Array(columns),
    lowerY: new Float32Array(columns),
    gap: new Uint8Array(columns),
    strokePx: 2,
    score: 0,
  };
}
