import sharp from 'sharp';
import type { Digitized, TracedLine } from '../digitize/types.ts';
import type { RasterPage } from '../ingest/types.ts';
import { LEADS } from '../leads.ts';
import { letteredName } from './stroke-letters.ts';

/** Twelve hues that stay apart from red grids and black ink, neighbours on the page far apart. */
const HUES_DEG = [210, 130, 285, 175, 25, 240, 95, 320, 190, 265, 45, 150];

/**
 * The page with what was traced drawn on it, a colour and a name for each lead, as PNG of the page's own size: the
 * way to see at a glance whether the digitizer followed the ink.
 */
export async function overlayPng(page: RasterPage, digitized: Digitized): Promise<Uint8Array> {
  const { widthPx, heightPx } = page;
  const { y: mmPx } = digitized.calibration.pitchPx;
  const penPx = Math.max(1, mmPx * 0.22);
  const drawn = digitized.traces.map((trace) => tracePath(trace, penPx, Math.max(9, mmPx * 3)));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" fill="none" stroke-linecap="round" stroke-linejoin="round">${drawn.join('')}</svg>`;
  const raw = { raw: { width: widthPx, height: heightPx, channels: 3 as const } };
  return sharp(page.rgb, raw)
    .modulate({ saturation: 0.6, brightness: 1.04 })
    .composite([{ input: Buffer.from(svg) }])
    .png({ compressionLevel: 6 })
    .toBuffer();
}

function tracePath({ lead, xPx, yPx, rhythm }: TracedLine, penPx: number, letterPx: number): string {
  const colour = `hsl(${HUES_DEG[LEADS.indexOf(lead)]} 95% ${rhythm ? 32 : 42}%)`;
  let path = '';
  let isDown = false;
  let [nameX, nameY] = [Number.NaN, Infinity];
  for (let i = 0; i < xPx.length; i++) {
    const [x, y] = [xPx[i] as number, yPx[i] as number];
    if (Number.isNaN(y)) {
      isDown = false;
      continue;
    }
    path += `${isDown ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    isDown = true;
    if (Number.isNaN(nameX)) nameX = x;
    if (x < nameX + 3 * letterPx) nameY = Math.min(nameY, y);
  }
  if (path === '') return '';
  const name = letteredName(lead, nameX, Math.max(2, nameY - 1.6 * letterPx), letterPx);
  return `<g stroke="${colour}"><path d="${path}" stroke-width="${penPx.toFixed(1)}" stroke-opacity="0.85"/><g stroke-width="0.9">${name}</g></g>`;
}
