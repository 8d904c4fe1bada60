import type { VectorDrawing } from '../../ingest/types.ts';
import { isChestLead, type Lead } from '../../leads.ts';
import type { DigitizeOptions } from '../options.ts';
import { type Block, blocksOf } from './blocks.ts';
import type { VectorPitch } from './grid-pitch.ts';
import { gridPitch } from './grid-pitch.ts';
import { leadLabels } from './lead-labels.ts';
import { nameBlocks } from './name-blocks.ts';
import { namedAsOneLead } from './one-lead-blocks.ts';
import { endX, restingY, startX } from './polyline.ts';
import { asPulse, OWN_ROW_MM, type Pulse, withoutPulse } from './pulse.ts';
import { placeLabels, type Row, rowsOf } from './rows.ts';
import { type VectorScale, vectorScale } from './scale.ts';
import { isLeadLong, traceLines } from './trace-lines.ts';

/** A block whose lead is known. */
export type NamedBlock = Block & { readonly lead: Lead };

/** The leads of a drawing with its scale. */
export interface DrawnLeads {
  readonly blocks: readonly NamedBlock[];
  readonly pulses: readonly Pulse[];
  readonly scale: VectorScale;
  /** What had to be concluded about names because it is not printed. */
  readonly nameDoubts: readonly string[];
  /** The blocks are rows of one lead, each of which goes on where the one before it stopped. */
  readonly goesOn: boolean;
}

/** Part of the page from which pictures are taken for where its traces may be. */
const LARGE_PICTURES = 0.25;
const FEWEST_BESIDE_PICTURES = 3;

/** Finds pulses, traces and names in a drawing that is taken to be upright. Null where there is no ECG. */
export function drawnLeads(drawing: VectorDrawing, options: DigitizeOptions): DrawnLeads | null {
  const grid = gridPitch(drawing);
  const pulses: Pulse[] = [];
  const lines = traceLines(drawing, grid).flatMap((each) => {
    const alone = asPulse(each, grid);
    const { line, pulse } = alone === null ? withoutPulse(each, grid) : { line: each, pulse: alone };
    if (pulse !== null) pulses.push(pulse);
    return alone === null && isLeadLong(line, grid) ? [line] : [];
  });
  if (lines.length === 0) return null;
  const rows = rowsOf(lines, grid);
  const labels = leadLabels(drawing.texts);
  placeLabels(rows, labels, grid);
  if (areOrnaments(rows, labels.length, drawing)) return null;
  const unnamed = blocksOf(rows, grid);
  const named = namedAsOneLead(unnamed, drawing.texts, grid) ?? nameBlocks(unnamed);
  if (named === null) return null;
  const spanPx = Math.max(...lines.map(endX)) - Math.min(...lines.map(startX));
  const scale = vectorScale(drawing, grid, pulsesByLeads(pulses, named.blocks, grid), spanPx / grid.x, options);
  return { blocks: named.blocks, pulses, scale, nameDoubts: named.reasons, goesOn: named.goesOn };
}

/**
 * Whether lines beside large pictures are more likely ornaments of the page while the pictures hold the traces: they are
 * few, or stand by less than half of the printed lead names.
 */
function areOrnaments(rows: readonly Row[], labels: number, { picturePart }: VectorDrawing): boolean {
  const lines = rows.reduce((sum, row) => sum + row.lines.length, 0);
  const named = rows.reduce((sum, row) => sum + row.labels.length, 0);
  return picturePart > LARGE_PICTURES && (lines < FEWEST_BESIDE_PICTURES || named < labels / 2);
}

/** Pulses by what they stand before: the next block to the right on their row, or the nearest where none follows. */
function pulsesByLeads(
  pulses: readonly Pulse[],
  blocks: readonly NamedBlock[],
  pitch: VectorPitch,
): { limb: Pulse[]; chest: Pulse[] } {
  const found: { limb: Pulse[]; chest: Pulse[] } = { limb: [], chest: [] };
  for (const pulse of pulses) {
    const onRow = blocks.filter(({ line }) => Math.abs(restingY(line) - pulse.baseYPx) < OWN_ROW_MM * pitch.y);
    const byPlace = onRow.toSorted((a, b) => startX(a.line) - startX(b.line));
    const next = byPlace.find(({ line }) => startX(line) > pulse.xPx) ?? byPlace.at(-1);
    (next !== undefined && isChestLead(next.lead) ? found.chest : found.limb).push(pulse);
  }
  return found;
}

/**
 * Whether a page reads as upright: pulses stand up, and lead I comes before V6. A page that is turned by half shows
 * neither, although its leads still add up.
 */
export function isUpright({ blocks, pulses }: DrawnLeads): boolean {
  const first = blocks.find((block) => block.lead === 'I');
  const last = blocks.find((block) => block.lead === 'V6');
  if (first === undefined || last === undefined || first.row === last.row) return pulses.length > 0;
  return first.row <= last.row && startX(first.line) <= startX(last.line) + 1;
}
