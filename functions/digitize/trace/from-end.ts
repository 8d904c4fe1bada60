import type { RowTrace } from './row-trace.ts';

/** A trace from one of its ends inwards. */
export interface FromEnd {
  readonly columns: number;
  /** Height at the nth column edge from the end. */
  edge(n: number): number;
  isGap(n: number): boolean;
  /** Makes a gap of the first columns. */
  blank(columns: number): void;
}

export const forwards = (trace: RowTrace): FromEnd => ({
  columns: trace.gap.length,
  edge: (n) => trace.edgeY[n] as number,
  isGap: (n) => trace.gap[n] !== 0,
  blank: (columns) => blank(trace, 0, columns),
});

export const backwards = (trace: RowTrace): FromEnd => ({
  columns: trace.gap.length,
  edge: (n) => trace.edgeY[trace.edgeY.length - 1 - n] as number,
  isGap: (n) => trace.gap[trace.gap.length - 1 - n] !== 0,
  blank: (columns) => blank(trace, trace.gap.length - columns, trace.gap.length),
});

function blank({ edgeY, upperY, lowerY, gap }: RowTrace, from: number, to: number): void {
  gap.fill(1, from, to);
  upperY.fill(Number.NaN, from, to);
  lowerY.fill(Number.NaN, from, to);
  edgeY.fill(edgeY[from === 0 ? to : from] as number, from, to + 1);
}
