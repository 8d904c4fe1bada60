import { recordedStarts } from '../leads/recorded-starts.ts';
import type { DigitizedLead } from '../types.ts';
import type { Block } from './blocks.ts';
import { endX, startX } from './polyline.ts';

const COLUMN_S = 2.5;
const COLUMN_TOLERANCE_S = 0.15;
/** Leads that follow each other on the paper without a gap share the clock of their row. */
const GAP_S = 0.06;

/**
 * When a block begins on the page's clock: by its place, since recorders print the leads of a row one after the
 * other. Where columns of 2.5 s are set apart by blank paper, the blank is not time and the column's number counts.
 */
export function columnStartS(block: Block, blocks: readonly Block[], originX: number, pxPerS: number): number {
  const byPlaceS = (startX(block.line) - originX) / pxPerS;
  const before = blocks.filter((each) => each.row === block.row && each.column < block.column);
  if (before.length === 0) return round(byPlaceS);
  const row = [...before, block].toSorted((a, b) => a.column - b.column);
  const isSetApart = row.slice(1).some((each, i) => startX(each.line) - endX((row[i] as Block).line) > GAP_S * pxPerS);
  const isColumn = row.every(
    (each) => Math.abs((endX(each.line) - startX(each.line)) / pxPerS - COLUMN_S) < COLUMN_TOLERANCE_S,
  );
  return round(isSetApart && isColumn ? block.column * COLUMN_S : byPlaceS);
}

function round(seconds: number): number {
  return Math.round(seconds * 1e4) / 1e4;
}

/** Leads of columns that were not recorded when their place on paper says begin when they were. One that is cut at its begin tells nothing, and begins later. */
export function inRecordedTime<T extends DigitizedLead & { readonly column: number }>(
  leads: readonly T[],
  strips: readonly DigitizedLead[],
): T[] {
  const columns = [...Map.groupBy(leads, ({ column }) => column)].sort(([a], [b]) => a - b).map(([, own]) => own);
  const onPaper = columns.map((own) => Math.min(...own.map(({ startS }) => startS)));
  const starts = recordedStarts(
    columns.map((own, k) => own.filter(({ startS }) => startS - (onPaper[k] as number) < GAP_S)),
    strips,
  );
  if (starts === null) return [...leads];
  const laterS = new Map(
    columns.map(([first], k) => [first?.column, (starts[k] as number) - (onPaper[k] as number)] as const),
  );
  return leads.map((lead) => ({ ...lead, startS: round(lead.startS + (laterS.get(lead.column) ?? 0)) }));
}
