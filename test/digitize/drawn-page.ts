import type { RasterPage } from '../../functions/ingest/types.ts';
import { LEADS, type Lead } from '../../functions/leads.ts';

/** A plain 3×4+1 page drawn by pixels, small enough for a test: pink grid, black one-pen traces, truth in mV at 500 Hz. */
export interface DrawnPage {
  readonly page: RasterPage;
  readonly leads: Readonly<Record<Lead, Float32Array>>;
}

const PITCH = 8;
const COLUMN_MM = 62.5;
const ORDER: readonly (readonly Lead[])[] = [
  ['I', 'aVR', 'V1', 'V4'],
  ['II', 'aVL', 'V2', 'V5'],
  ['III', 'aVF', 'V3', 'V6'],
];

/** Ten seconds of a regular rhythm whose limb leads obey Einthoven and Goldberger. */
export function syntheticLeads(): Record<Lead, Float32Array> {
  const wave = (t: number, centre: number, width: number) => Math.exp(-0.5 * ((t - centre) / width) ** 2);
  const beat = (p: number, q: number, r: number, s: number, tw: number) =>
    Float32Array.from({ length: 5000 }, (_, i) => {
      const t = ((i / 500 + 0.37) % 0.83) - 0.3;
      return (
        p * wave(t, -0.16, 0.022) +
        q * wave(t, -0.03, 0.009) +
        r * wave(t, 0, 0.011) +
        s * wave(t, 0.028, 0.01) +
        tw * wave(t, 0.26, 0.045)
      );
    });
  const I = beat(0.1, -0.08, 0.7, -0.12, 0.22);
  const II = beat(0.16, -0.1, 1.1, -0.2, 0.3);
  const mix = (a: number, b: number) => I.map((v, i) => a * v + b * (II[i] as number));
  const chest = [
    [0.2, -0.9, 0.05],
    [0.4, -1.3, 0.4],
    [0.7, -0.8, 0.5],
    [1.2, -0.5, 0.45],
    [1.3, -0.25, 0.35],
    [1.0, -0.1, 0.25],
  ].map(([r, s, t]) => beat(0.08, -0.05, r as number, s as number, t as number));
  const all = [I, II, mix(-1, 1), mix(-0.5, -0.5), mix(1, -0.5), mix(-0.5, 1), ...chest];
  return Object.fromEntries(LEADS.map((lead, i) => [lead, all[i]])) as Record<Lead, Float32Array>;
}

/** Draws the page: 25 mm/s, 10 mm/mV, 8 px/mm, rows 30 mm apart, the last row lead II; short bars between the columns. */
export function drawPage(grid = true): DrawnPage {
  const leads = syntheticLeads();
  const widthPx = 270 * PITCH;
  const heightPx = 140 * PITCH;
  const rgb = new Uint8Array(widthPx * heightPx * 3).fill(255);
  const paint = (x: number, y: number, r: number, g: number, b: number) => {
    if (x < 0 || y < 0 || x >= widthPx || y >= heightPx) return;
    rgb.set([r, g, b], (y * widthPx + x) * 3);
  };
  if (grid) {
    for (let y = 0; y < heightPx; y++) {
      for (let x = 0; x < widthPx; x++) {
        const thick = x % (5 * PITCH) === 0 || y % (5 * PITCH) === 0;
        if (thick) paint(x, y, 250, 130, 130);
        else if (x % PITCH === 0 || y % PITCH === 0) paint(x, y, 255, 205, 205);
      }
    }
  }
  const left = 10 * PITCH;
  const height = (mv: Float32Array, i: number, base: number) => base - (mv[Math.min(4999, i)] as number) * 10 * PITCH;
  const draw = (mv: Float32Array, base: number, fromMm: number, toMm: number) => {
    for (let x = fromMm * PITCH; x < toMm * PITCH; x++) {
      let [top, bottom] = [Infinity, -Infinity];
      for (let s = 0; s <= 8; s++) {
        const at = ((x + s / 8) / PITCH / 25) * 500;
        const y = height(mv, Math.floor(at), base) * (1 - (at % 1)) + height(mv, Math.floor(at) + 1, base) * (at % 1);
        [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      }
      for (let y = Math.round(top - 1.25); y < Math.round(bottom + 1.25); y++)
        paint(left + Math.floor(x), y, 20, 20, 20);
    }
  };
  ORDER.forEach((row, r) => {
    const base = (25 + 30 * r) * PITCH;
    row.forEach((lead, c) => {
      draw(leads[lead], base, c * COLUMN_MM, (c + 1) * COLUMN_MM);
      if (c > 0)
        for (const sign of [-1, 1])
          for (let k = 2; k < 6; k += 1 / PITCH)
            for (const dx of [0, 1])
              paint(left + Math.round(c * COLUMN_MM * PITCH) + dx, Math.round(base + sign * k * PITCH), 20, 20, 20);
    });
  });
  draw(leads.II, 115 * PITCH, 0, 250);
  return { page: { index: 0, dpi: null, widthPx, heightPx, rgb }, leads };
}
