import sharp from 'sharp';
import type { TracedLine } from '../../functions/digitize/types.ts';
import type { RasterPage } from '../../functions/ingest/types.ts';

const COLOURS = ['#e00', '#00c', '#080', '#c0c', '#f80', '#088'];

/** Writes the page with its traced lines and their names drawn over it, as PNG. */
export async function drawOverlay(page: RasterPage, traces: readonly TracedLine[], path: string): Promise<void> {
  const unit = Math.max(1, page.widthPx / 1400);
  const shapes = traces.map((trace, i) => {
    const colour = COLOURS[i % COLOURS.length];
    let d = '';
    let down = false;
    trace.yPx.forEach((y, k) => {
      if (Number.isNaN(y)) {
        down = false;
        return;
      }
      d += `${down ? 'L' : 'M'}${(trace.xPx[k]! + 0.5).toFixed(1)} ${(y + 0.5).toFixed(1)}`;
      down = true;
    });
    const first = trace.yPx.findIndex((y) => !Number.isNaN(y));
    const name = `<text x="${(trace.xPx[first] ?? 0) + 8 * unit}" y="${(trace.yPx[first] ?? 0) - 14 * unit}" font-size="${16 * unit}" fill="${colour}">${trace.lead}</text>`;
    return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${unit}"/>${first >= 0 ? name : ''}`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${page.widthPx}" height="${page.heightPx}">${shapes.join('')}</svg>`;
  await sharp(page.rgb, { raw: { width: page.widthPx, height: page.heightPx, channels: 3 } })
    .composite([{ input: Buffer.from(svg) }])
    .png()
    .toFile(path);
}
