import type { RasterPage } from '../../ingest/types.ts';
import { fieldAlongRow, smoothField, tileQuantile } from './tile-field.ts';

/** A plane of darkness: 0 is the local paper, 255 is full black ink on it. */
export interface Darkness {
  readonly widthPx: number;
  readonly heightPx: number;
  /** widthPx × heightPx values, row by row. */
  readonly level: Uint8Array;
}

/** Share of a tile's pixels that are darker than its paper. */
const PAPER_QUANTILE = 0.8;
const DARKEST_PAPER = 40;

/**
 * Darkness of a page against its local paper, from the brightest of the three channels: a grid of any light
 * colour vanishes there, black and blue ink stays, and shadows of a photograph are levelled out.
 */
export function measureDarkness(raster: RasterPage): Darkness {
  const { widthPx, heightPx } = raster;
  const bright = brightestChannel(raster);
  const paper = smoothField(tileQuantile(bright, widthPx, heightPx, PAPER_QUANTILE));
  const level = new Uint8Array(widthPx * heightPx);
  const line = new Float32Array(widthPx);
  for (let y = 0; y < heightPx; y++) {
    fieldAlongRow(paper, y, line);
    for (let x = 0, index = y * widthPx; x < widthPx; x++, index++) {
      const here = bright[index] as number;
      const paperHere = line[x] as number;
      const white = paperHere > DARKEST_PAPER ? paperHere : DARKEST_PAPER;
      if (here < white) level[index] = (255 - (255 * here) / white) | 0;
    }
  }
  return { widthPx, heightPx, level };
}

function brightestChannel(raster: RasterPage): Uint8Array {
  const { rgb } = raster;
  const bright = new Uint8Array(raster.widthPx * raster.heightPx);
  for (let i = 0, j = 0; i < bright.length; i++, j += 3) {
    const red = rgb[j] as number;
    const green = rgb[j + 1] as number;
    const blue = rgb[j + 2] as number;
    const warm = red > green ? red : green;
    bright[i] = warm > blue ? warm : blue;
  }
  return bright;
}
