import sharp from 'sharp';
import type { TracedLine } from '../../functions/digitize/types.ts';
import type { RasterPage } from '../../functions/ingest/types.ts';
import type { DrawnLine } from './bench-page.ts';

/** Where the truth runs, and what was traced. */
const TRUTH = '#0a58ff';
const TRACE = '#e00000';
/** What the page's own ink and grid keep of their darkness under the lines. */
const PAGE_SHARE = 0.4;

/** What is written into the picture. */
export interface Captions {
  /** At the top left, a line each. */
  readonly page: readonly string[];
  /** Beside the begin of a lead's trace, by the lead's name. */
  readonly leads: Readonly<Record<string, string>>;
}

/**
 * Writes the paled page with its traced lines (thin, red) over the truth's centre lines (broad, blue; in pixels of the
 * page) as PNG, each trace with its name.
 */
export async function drawOverlay(
  page: RasterPage,
  traces: readonly TracedLine[],
  path: string,
  truth: readonly DrawnLine[] = [],
  captions: Captions = { page: [], leads: {} },
): Promise<void> {
  const unit = Math.max(1, page.widthPx / 1400);
  const shapes = [
    ...truth.map((line) => stroke(line, TRUTH, 3 * unit, 0.55)),
    ...traces.map((line) => stroke(line, TRACE, 1.1 * unit, 1)),
    ...traces.map((line) => name(line, unit, captions.leads[line.lead] ?? '')),
    ...captions.page.map((line, k) => text(8 * unit, (22 + 20 * k) * unit, 17 * unit, '#000', line)),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${page.widthPx}" height="${page.heightPx}">${shapes.join('')}</svg>`;
  // Paled in a pass of its own, since sharp lays pictures over one another before it changes their tones.
  const pale = await sharp(page.rgb, { raw: { width: page.widthPx, height: page.heightPx, channels: 3 } })
    .linear(PAGE_SHARE, 255 * (1 - PAGE_SHARE))
    .raw()
    .toBuffer({ resolveWithObject: true });
  await sharp(pale.data, { raw: pale.info })
    .composite([{ input: Buffer.from(svg) }])
    .png()
    .toFile(path);
}

interface Line {
  readonly xPx: ArrayLike<number>;
  readonly yPx: ArrayLike<number>;
}

/** A line in pixel-index coordinates; it breaks where it is NaN. */
function stroke({ xPx, yPx }: Line, colour: string, widthPx: number, opacity: number): string {
  let d = '';
  let down = false;
  for (let i = 0; i < xPx.length; i++) {
    const [x, y] = [xPx[i]! + 0.5, yPx[i]! + 0.5];
    if (Number.isNaN(x + y)) down = false;
    else {
      d += `${down ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
      down = true;
    }
  }
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${widthPx}" stroke-opacity="${opacity}" stroke-linejoin="round"/>`;
}

function name(line: TracedLine, unit: number, caption: string): string {
  const first = line.yPx.findIndex((y) => !Number.isNaN(y));
  if (first < 0) return '';
  return text(line.xPx[first]! + 8 * unit, line.yPx[first]! - 14 * unit, 16 * unit, TRACE, `${line.lead} ${caption}`);
}

/** Writing on a white edge, so that it can be read over lines. */
function text(x: number, y: number, size: number, colour: string, what: string): string {
  const escaped = what.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const at = `x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-family="sans-serif" font-size="${size.toFixed(1)}"`;
  return `<text ${at} stroke="#fff" stroke-width="${size / 4}">${escaped}</text><text ${at} fill="${colour}">${escaped}</text>`;
}
