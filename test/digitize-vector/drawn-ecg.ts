import { LEADS, type Lead, type PerLead } from '../../functions/leads.ts';

export const RATE_HZ = 500;
const MM = 72 / 25.4;

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
  readonly pen?: 'path' | 'segments' | 'outline' | 'row' | 'dashed' | 'dots';
  readonly grid?: 'fine' | 'five' | 'rectangles' | 'dots' | 'none';
  readonly labels?: boolean;
  readonly pulses?: boolean;
  /** Names that are drawn but not written. */
  readonly unnamed?: readonly string[];
  readonly gain?: number;
  readonly chestGain?: number;
  readonly speed?: number;
  /** Length of the pulse; by default 5 mm whatever the speed. */
  readonly pulseS?: number;
  readonly rowMm?: number;
  readonly text?: string;
}

/** The content stream of a report page: millimetre grid, pulses, traces and names, 297 mm wide. */
export function drawnContent(leads: PerLead<Float32Array>, drawing: Drawing): string {
  const { rows, pen = 'path', gain = 10, speed = 25, rowMm = 30, grid = 'fine' } = drawing;
  const top = 200;
  const left = 30;
  const out = [gridContent(grid), '0 0 0 RG 0 0 0 rg 0.7 w'];
  for (const [index, row] of rows.entries()) {
    const y0 = top - rowMm * (index + 0.5);
    if (drawing.pulses !== false)
      out.push(
        polyline(pulsePoints(left - 12, y0, gain, drawing.pulseS === undefined ? 5 : drawing.pulseS * speed), 'path'),
      );
    const lengthS = 10 / row.length;
    const whole: number[][] = [];
    for (const [column, name] of row.entries()) {
      const lead = name.replace('-', '') as Lead;
      const mmPerMv = (lead.startsWith('V') ? (drawing.chestGain ?? gain) : gain) * (name.startsWith('-') ? -1 : 1);
      const points: number[][] = [];
      const from = Math.round(column * lengthS * RATE_HZ);
      for (let i = from; i < from + lengthS * RATE_HZ; i++) {
        points.push([left + (i / RATE_HZ) * speed, y0 + (leads[lead][i] as number) * mmPerMv]);
      }
      if (pen === 'row') whole.push(...points);
      else out.push(polyline(points, pen));
      if (drawing.labels !== false && !drawing.unnamed?.includes(name)) {
        out.push(text(name, left + column * lengthS * speed + 1, y0 + rowMm * 0.36));
      }
    }
    if (pen === 'row') out.push(polyline(whole, 'path'));
  }
  if (drawing.text !== undefined) out.push(text(drawing.text, left, 12));
  return out.join('\n');
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

function gridContent(kind: 'fine' | 'five' | 'rectangles' | 'dots' | 'none'): string {
  if (kind === 'none') return '';
  const every = kind === 'five' ? 5 : 1;
  const out = ['0.95 0.7 0.7 RG 0.95 0.7 0.7 rg 0.2 w'];
  if (kind === 'dots') {
    for (let x = 10; x <= 290; x += 1) for (let y = 20; y <= 200; y += 1) out.push(`${pt(x)} ${pt(y)} 0.2 0.2 re f`);
    return out.join('\n');
  }
  const line = (x0: number, y0: number, x1: number, y1: number) =>
    kind === 'rectangles'
      ? `${pt(x0)} ${pt(y0)} ${pt(Math.max(x1 - x0, 0.1))} ${pt(Math.max(y1 - y0, 0.1))} re f`
      : `${pt(x0)} ${pt(y0)} m ${pt(x1)} ${pt(y1)} l S`;
  for (let x = 10; x <= 290; x += every) out.push(line(x, 20, x, 200));
  for (let y = 20; y <= 200; y += every) out.push(line(10, y, 290, y));
  return out.join('\n');
}

function text(words: string, x: number, y: number): string {
  return `BT /F 9 Tf ${pt(x)} ${pt(y)} Td (${words}) Tj ET`;
}

function polyline(points: readonly (readonly number[])[], pen: NonNullable<Drawing['pen']>): string {
  const at = ([x = 0, y = 0]: readonly number[]) => `${pt(x)} ${pt(y)}`;
  if (pen === 'segments')
    return points
      .slice(1)
      .map((p, i) => `${at(points[i] ?? p)} m ${at(p)} l S`)
      .join('\n');
  if (pen === 'dots') return points.map((p) => `${at(p)} m ${at(p)} l S`).join('\n');
  if (pen === 'outline')
    return `${outline(points)
      .map((p, i) => `${at(p)} ${i === 0 ? 'm' : 'l'}`)
      .join('\n')}\nh f`;
  const path = points.map((p, i) => `${at(p)} ${i === 0 ? 'm' : 'l'}`).join('\n');
  return pen === 'dashed' ? `[3 2] 0 d\n${path} S\n[] 0 d` : `${path} S`;
}

/** Both sides of a pen 0.25 mm wide. */
function outline(points: readonly (readonly number[])[]): number[][] {
  const side = (sign: number) =>
    points.map(([x = 0, y = 0], i) => {
      const [x0 = x, y0 = y] = points[i - 1] ?? points[i] ?? [];
      const [x1 = x, y1 = y] = points[i + 1] ?? points[i] ?? [];
      const length = Math.hypot(x1 - x0, y1 - y0) || 1;
      return [x - (sign * 0.125 * (y1 - y0)) / length, y + (sign * 0.125 * (x1 - x0)) / length];
    });
  return [...side(1), ...side(-1).reverse()];
}

function pt(mm: number): string {
  return (mm * MM).toFixed(3);
}
