import type { DecodedPage, RasterPage } from '../../ingest/types.ts';
import type { Darkness } from '../ink/darkness.ts';
import type { Box } from '../types.ts';

/** Clockwise quarter turns that make a page upright. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/** Turns a page's picture clockwise by quarters; the same object when there is nothing to turn. */
export function turnRaster(raster: RasterPage, turns: QuarterTurns): RasterPage {
  if (turns === 0) return raster;
  const size = turnedSize(raster, turns);
  return { ...raster, ...size, rgb: turnPixels(raster.rgb, 3, raster, turns) };
}

/** The same of a plane of darkness. */
export function turnDarkness(darkness: Darkness, turns: QuarterTurns): Darkness {
  if (turns === 0) return darkness;
  return { ...turnedSize(darkness, turns), level: turnPixels(darkness.level, 1, darkness, turns) };
}

type Size = Pick<RasterPage, 'widthPx' | 'heightPx'>;

const turnedSize = ({ widthPx, heightPx }: Size, turns: QuarterTurns): Size =>
  turns === 2 ? { widthPx, heightPx } : { widthPx: heightPx, heightPx: widthPx };

function turnPixels(pixels: Uint8Array, channels: number, size: Size, turns: QuarterTurns): Uint8Array {
  const { widthPx, heightPx } = size;
  const turned = new Uint8Array(pixels.length);
  const turnedWidth = turnedSize(size, turns).widthPx;
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const from = (y * widthPx + x) * channels;
      const toX = turns === 1 ? heightPx - 1 - y : turns === 2 ? widthPx - 1 - x : y;
      const toY = turns === 1 ? x : turns === 2 ? heightPx - 1 - y : widthPx - 1 - x;
      const to = (toY * turnedWidth + toX) * channels;
      for (let c = 0; c < channels; c++) turned[to + c] = pixels[from + c] as number;
    }
  }
  return turned;
}

/** A box of the upright, scaled reading frame in pixels of the page as decoded. */
export function boxOnPage(box: Box, scale: number, turns: QuarterTurns, page: DecodedPage): Box {
  const { widthPx, heightPx } = page.raster;
  const [x, y, width, height] = box.map((value) => value / scale) as [number, number, number, number];
  const turned: Box =
    turns === 0
      ? [x, y, width, height]
      : turns === 1
        ? [y, heightPx - x - width, height, width]
        : turns === 2
          ? [widthPx - x - width, heightPx - y - height, width, height]
          : [widthPx - y - height, x, height, width];
  return turned.map((value) => Math.round(value * 10) / 10) as unknown as Box;
}
