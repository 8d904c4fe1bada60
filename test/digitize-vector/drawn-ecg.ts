import { LEADS, type Lead, type PerLead } from '../../functions/leads.ts';
import { glyphFor } from '../../synth/page/fonts.ts';

import { type Grid, gridContent } from './grids.ts';
import { type Pen, polyline, pt } from './pens.ts';

export const RATE_HZ = 500;
const [LEFT, TOP] = [30, 200];
/** 9 pt. */
const TEXT_MM = 3.175;

/** Ten seconds of a made-up sinus rhythm in which the limb leads add up as Einthoven says. */
export function madeUpLeads(): PerLead<Float32Array> {
  const wave = (amplitudes: readonly [p: number, q: number, r: number, s: number, t: number]) =>
    Float32Array.from({ length: 10 * RATE_HZ }, (_, i) => {
      const t = i / RATE_HZ;
      const beat = (t + 0.3) % 0.83;
      const bump = (at: number, width: number) => Math.exp(-(((beat - at) / width) ** 2));
      const [p, q, r, s, tWave] = amplitudes;
      return (
        p * bump(0.2, 0.03) +
        q * bump(0.36, 0.009) +
        r * bump(0.38, 0.011) +
        s * bump(0.4, 0.01) +
        tWave * bump(0.62, 0.06) +
        0.03 * Math.sin(2 * t)
      );
    });
  const I = wave([0.08, -0.05, 0.7, -0.1, 0.2]);
  const II = wave([0.14, -0.08, 1.1, -0.2, 0.3]);
  const combine = (a: number, b: number) => I.map((value, i) => a * value + b * (II[i] as number));
  const chest = LEADS.slice(6).map((_, i) => wave([0.1, 0, 0.2 + 0.25 * i, -1.1 + 0.2 * i, 0.1 + 0.08 * i]));
  const all = [I, II, combine(-1, 1), combine(-0.5, -0.5), combine(1, -0.5), combine(-0.5, 1), ...chest];
  return Object.fromEntries(LEADS.map((lead, i) => [lead, all[i]])) as PerLead<Float32Array>;
}

export interface Drawing {
  /** Names of each row's leads; a row's leads share its ten seconds. "-aVR" is drawn upside down. */
  readonly rows: readonly (readonly string[])[];
  /** `row`: all leads of a row in one path; `page`: every trace of the page in one path; `mixed`: every lead's next step in turn. */
  readonly pen?: Pen | 'row' | 'page' | 'mixed';
  readonly grid?: Grid;
  readonly labels?: boolean | 'outline';
  readonly pulses?: boolean;
  /** Names that are drawn but not written. */
  readonly unnamed?: readonly string[];
  readonly gain?: number;
  readonly chestGain?: number;
  /** Height of the pulse of rows that begin with a chest lead; by default that of the others. */
  readonly chestPulseMm?: number;
  readonly speed?: number;
  /** Length of the pulse; by default 5 mm whatever the speed. */
  readonly pulseS?: number;
  readonly rowMm?: number;
  /** Red, green, blue of the pen, 0…1. */
  readonly ink?: string;
  readonly text?: string;
}

/** The content stream of a report page: millimetre grid, pulses, traces and names, 297 mm wide. */
export function drawnContent(leads: PerLead<Float32Array>, drawing: Drawing): string {
  const { rows, pen = 'path', gain = 10, speed = 25, rowMm = 30, grid = 'fine', labels = true } = drawing;
  const ink = drawing.ink ?? '0 0 0';
  const out = [gridContent(grid), `${ink} RG ${ink} rg 0.7 w`];
  const traces: number[][][] = [];
  for (const [index, row] of rows.entries()) {
    const y0 = TOP - rowMm * (index + 0.5);
    if (drawing.pulses !== false) {
      const length = drawing.pulseS === undefined ? 5 : drawing.pulseS * speed;
      const height = row[0]?.startsWith('V') ? (drawing.chestPulseMm ?? gain) : gain;
      out.push(polyline(pulsePoints(LEFT - 12, y0, height, length), 'path'));
    }
    const lengthS = 10 / row.length;
    const lines = row.map((name, column) => {
      const lead = name.replace('-', '') as Lead;
      const mmPerMv = (lead.startsWith('V') ? (drawing.chestGain ?? gain) : gain) * (name.startsWith('-') ? -1 : 1);
      const from = Math.round(column * lengthS * RATE_HZ);
      return Array.from({ length: Math.round(lengthS * RATE_HZ) }, (_, i) => [
        LEFT + ((from + i) / RATE_HZ) * speed,
        y0 + (leads[lead][from + i] as number) * mmPerMv,
      ]);
    });
    if (pen === 'row') out.push(polyline(lines.flat(), 'path'));
    else traces.push(...lines);
    for (const [column, name] of row.entries()) {
      if (labels === false || drawing.unnamed?.includes(name)) continue;
      const x = LEFT + column * lengthS * speed + 1;
      out.push(labels === 'outline' ? outlined(name, x, y0 + rowMm * 0.36) : text(name, x, y0 + rowMm * 0.36));
    }
  }
  if (pen === 'page') out.push(traces.map((each) => polyline(each, 'path').replace(/ S$/, '')).join('\n'), 'S');
  else if (pen === 'mixed') out.push(mixed(traces));
  else if (pen !== 'row') out.push(...traces.map((each) => polyline(each, pen)));
  if (drawing.text !== undefined) out.push(text(drawing.text, LEFT, 12));
  return out.join('\n');
}

/** Segments of all traces by time, as a plotter that goes from left to right. */
function mixed(traces: readonly number[][][]): string {
  const steps = traces.flatMap((line) => line.slice(1).map((p, i) => [line[i] ?? p, p] as const));
  const inOrder = steps.toSorted((a, b) => (a[0][0] ?? 0) - (b[0][0] ?? 0));
  return inOrder.map((step) => polyline(step, 'path')).join('\n');
}

function pulsePoints(x: number, y: number, gain: number, width: number): number[][] {
  return [
    [x, y],
    [x + 2, y],
    [x + 2, y + gain],
    [x + 2 + width, y + gain],
    [x + 2 + width, y],
    [x + 4 + width, y],
  ];
}

function text(words: string, x: number, y: number): string {
  return `BT /F 9 Tf ${pt(x)} ${pt(y)} Td (${words}) Tj ET`;
}

/** The words as filled areas, without a font. */
function outlined(words: string, x: number, y: number): string {
  const out: string[] = [];
  let pen = x;
  for (const character of words) {
    const { contours, advance } = glyphFor('sans', character);
    for (const contour of contours) {
      for (let i = 0; i < contour.length; i += 2) {
        const [dx, dy] = [TEXT_MM * (contour[i] ?? 0), TEXT_MM * (contour[i + 1] ?? 0)];
        out.push(`${pt(pen + dx)} ${pt(y - dy)} ${i === 0 ? 'm' : 'l'}`);
      }
      out.push('h');
    }
    pen += TEXT_MM * advance;
  }
  return `${out.join('\n')} f`;
}
