import type { Lead, PerLead } from '../../functions/leads.ts';
import { type LineTruth, SAMPLE_RATE_HZ } from '../types.ts';
import type { Item, TextRun } from './drawing.ts';
import { LAYOUTS, type Layout } from './layouts.ts';
import type { PageSpec } from './page-spec.ts';

/** Width kept for the calibration pulse beside a row. */
const PULSE_ROOM_MM = 9;

/** A row's line of a lead before it is known where it falls in pixels. */
export type DrawnLine = Omit<LineTruth, 'xPx' | 'yPx'>;

export interface DrawnPulse {
  readonly boxMm: readonly [number, number, number, number];
  readonly heightMv: number;
}

export interface Traces {
  readonly items: readonly Item[];
  readonly lines: readonly DrawnLine[];
  readonly pulses: readonly DrawnPulse[];
}

function gainOf(spec: PageSpec, lead: Lead | undefined): number {
  return lead?.startsWith('V') ? spec.chestGainMmPerMv : spec.gainMmPerMv;
}

/** The layout of a spec; throws RangeError for a name that is not in `LAYOUTS`. */
export function layoutOf(spec: PageSpec): Layout {
  const layout = LAYOUTS[spec.layout];
  if (layout === undefined) throw new RangeError(`unknown layout ${spec.layout}`);
  return layout;
}

/** Left end of the signal, length of a row without the gaps between its columns, and where the longest one ends with them, mm. */
function rowExtent(spec: PageSpec): { readonly startMm: number; readonly lengthMm: number; readonly endMm: number } {
  const [left, , width] = spec.traceBoxMm;
  const room = (spec.pulse === 'none' ? 2 : PULSE_ROOM_MM) + (spec.label === 'left' ? 2.4 * spec.labelMm : 0);
  const gapsMm = spec.columnGapMm * (Math.max(...layoutOf(spec).rows.map((row) => row.length)) - 1);
  const wanted = spec.shownS * spec.speedMmPerS;
  const free = width - room - gapsMm;
  const spare = Math.max(0, free - wanted);
  const before = spec.pulse === 'right' ? room - PULSE_ROOM_MM + 1 : room;
  const startMm = left + before + Math.min(4, spare / 2);
  const lengthMm = Math.min(wanted, free);
  return { startMm, lengthMm, endMm: startMm + lengthMm + gapsMm };
}

/** One millivolt at the gain of the row's first lead, `heightMm` high. */
function pulseItem(
  spec: PageSpec,
  zeroMm: number,
  endMm: number,
  heightMm: number,
): { readonly item: Item; readonly pulse: DrawnPulse } {
  const [left] = spec.traceBoxMm;
  const x = spec.pulse === 'left' ? left + 1 : endMm + 1.5;
  const h = heightMm;
  const points = Float64Array.of(
    x,
    zeroMm,
    x + 1.5,
    zeroMm,
    x + 1.5,
    zeroMm - h,
    x + 6.5,
    zeroMm - h,
    x + 6.5,
    zeroMm,
    x + 8,
    zeroMm,
  );
  return {
    item: { kind: 'polyline', role: 'pulse', points, widthMm: spec.penMm, color: spec.ink, opacity: spec.inkOpacity },
    pulse: { boxMm: [x, zeroMm - h, 8, h], heightMv: 1 },
  };
}

function labelRun(spec: PageSpec, lead: Lead, xMm: number, zeroMm: number, rowMm: number, first: boolean): TextRun {
  // Left of a later column is the end of the one before: there the name goes above.
  const left = spec.label === 'left' && first;
  const place = spec.label === 'left' ? 'above' : spec.label;
  const rise = {
    none: 0,
    above: Math.min(6, 0.3 * rowMm),
    below: -Math.min(4.5, 0.22 * rowMm),
    on: -0.35 * spec.labelMm,
  };
  return {
    kind: 'text',
    role: 'lead-name',
    text: lead,
    xMm: left ? Math.max(0.5, xMm - 2.2 * spec.labelMm) : xMm + 0.6,
    yMm: left ? zeroMm + 0.35 * spec.labelMm : zeroMm - rise[place],
    sizeMm: spec.labelMm,
    font: spec.labelFont,
    color: spec.ink,
    opacity: 1,
    lead,
    facts: [],
  };
}

function separatorItem(spec: PageSpec, xMm: number, zeroMm: number, rowMm: number): Item | null {
  // Thick ticks are long ones, as plotting programs draw them.
  const tickMm = spec.separatorMm > 0.5 ? 2.8 : 1.6;
  const half = spec.separator === 'bar' ? 0.45 * rowMm : tickMm;
  if (spec.separator !== 'bar' && spec.separator !== 'tick') return null;
  return {
    kind: 'segments',
    role: 'separator',
    points: Float64Array.of(xMm, zeroMm - half, xMm, zeroMm + half),
    widthMm: spec.separatorMm,
    color: spec.ink,
    opacity: spec.inkOpacity,
  };
}

function traceItem(spec: PageSpec, xMm: Float64Array, yMm: Float64Array): Item {
  const pen = { role: 'trace', widthMm: spec.penMm, color: spec.ink, opacity: spec.inkOpacity } as const;
  if (spec.traceStyle === 'line') {
    const points = new Float64Array(2 * xMm.length);
    for (let i = 0; i < xMm.length; i++) points.set([xMm[i] ?? 0, yMm[i] ?? 0], 2 * i);
    return { ...pen, kind: 'polyline', points };
  }
  const points: number[] = [];
  for (let i = 0; i + 1 < xMm.length; i++)
    for (const part of [0, 0.5]) {
      const x = (xMm[i] ?? 0) * (1 - part) + (xMm[i + 1] ?? 0) * part;
      const y = (yMm[i] ?? 0) * (1 - part) + (yMm[i + 1] ?? 0) * part;
      points.push(x, y, x, y);
    }
  return { ...pen, kind: 'segments', points: Float64Array.from(points) };
}

/**
 * Draws all lead blocks and rhythm strips. One sample is one vertex; neighbouring blocks of a row share no vertex, so
 * that each block's line is exactly its own signal. With the separator "gap" a block ends 1.2 mm early: that gap is time.
 */
export function traceItems(spec: PageSpec, leads: PerLead<Float32Array>): Traces {
  const layout = layoutOf(spec);
  const [, top, , height] = spec.traceBoxMm;
  const { startMm, lengthMm, endMm } = rowExtent(spec);
  const rows = [
    ...Array.from({ length: spec.rowsGoOn }, () => layout.rows.map((row) => ({ row, rhythm: false }))).flat(),
    ...spec.rhythmLeads.map((lead) => ({ row: [lead], rhythm: true })),
  ];
  const rowMm = height / rows.length;
  const items: Item[] = [];
  const labels: Item[] = [];
  const lines: DrawnLine[] = [];
  const pulses: DrawnPulse[] = [];
  for (const [index, { row, rhythm }] of rows.entries()) {
    const zeroMm = top + (index + 0.55) * rowMm;
    const blockMm = lengthMm / row.length;
    for (const [column, lead] of row.entries()) {
      const gain = gainOf(spec, lead);
      const rowStartMm = startMm + column * spec.columnGapMm;
      const fromMm = rowStartMm + column * blockMm;
      const placeSample = Math.round(((column * blockMm) / spec.speedMmPerS) * SAMPLE_RATE_HZ);
      const rowSample = spec.rowsGoOn > 1 ? index * Math.floor(spec.shownS * SAMPLE_RATE_HZ + 1e-6) : 0;
      const firstSample = spec.columnsAtOnce ? 0 : rowSample + placeSample;
      const lastGap = spec.separator === 'gap' && column < row.length - 1 ? 1.2 : 0;
      const count = Math.floor(((blockMm - lastGap) / spec.speedMmPerS) * SAMPLE_RATE_HZ + 1e-6);
      const mv = leads[lead].slice(firstSample, firstSample + count);
      const xMm = Float64Array.from(mv, (_, i) => rowStartMm + ((placeSample + i) / SAMPLE_RATE_HZ) * spec.speedMmPerS);
      const yMm = Float64Array.from(mv, (value) => zeroMm - value * gain);
      items.push(traceItem(spec, xMm, yMm));
      lines.push({
        lead,
        rhythm,
        startS: firstSample / SAMPLE_RATE_HZ,
        mv,
        gainMmPerMv: gain,
        speedMmPerS: spec.speedMmPerS,
        zeroMm,
        xMm,
        yMm,
      });
      const separator = column > 0 ? separatorItem(spec, fromMm, zeroMm, rowMm) : null;
      if (separator !== null) items.push(separator);
      const isNamed = spec.label !== 'none' && (spec.rowsGoOn === 1 || index === 0);
      if (isNamed) labels.push(labelRun(spec, lead, fromMm, zeroMm, rowMm, column === 0));
    }
    if (spec.pulse !== 'none') {
      const { item, pulse } = pulseItem(spec, zeroMm, endMm, gainOf(spec, row[0]));
      items.push(item);
      pulses.push(pulse);
    }
  }
  return { items: [...items, ...labels], lines, pulses };
}
