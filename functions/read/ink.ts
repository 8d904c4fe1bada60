import type { Darkness } from './darkness.ts';
import { eraseLines, fadeLines, findRuledLines } from './ruled-lines.ts';
import { fieldAlongRow, smoothField, TILE_PX, type TileField, tileQuantile } from './tile-field.ts';

/** Ink of a page. */
export interface Ink {
  /** Darkness of full ink. */
  readonly full: number;
  /** 1 where a pixel is ink of text or trace, 0 elsewhere; same size as the darkness it came from. */
  readonly mask: Uint8Array;
  /** The darkness with a dark grid's lines faded: what is shown to the recogniser. */
  readonly print: Darkness;
  /** Darkness above which a pixel at a place counts as ink. */
  readonly thresholdAt: (x: number, y: number) => number;
}

/** Share of the page that is darker than full ink: strokes of text and trace have at least this much core. */
const CORE_SHARE = 0.002;
/** Share of a tile that is neither text nor trace: its darkest part is the grid. */
const GRID_QUANTILE = 0.72;
const ABOVE_GRID = 1.4;
/** Bounds of the threshold in shares of full ink: on bare paper thin strokes count, over a dark grid only the cores do. */
const LOWEST_SHARE = 0.25;
const HIGHEST_SHARE = 0.62;

/** Tells ink from paper and grid with a threshold that rises where a dark grid lies under the print. */
export function findInk(darkness: Darkness): Ink {
  const { widthPx, heightPx, level } = darkness;
  const full = fullInk(level);
  const grid = smoothField(tileQuantile(level, widthPx, heightPx, GRID_QUANTILE));
  const threshold: TileField = {
    ...grid,
    values: grid.values.map((value) =>
      Math.min(Math.max(ABOVE_GRID * value + 8, LOWEST_SHARE * full), HIGHEST_SHARE * full),
    ),
  };
  const mask = new Uint8Array(level.length);
  const line = new Float32Array(widthPx);
  for (let y = 0; y < heightPx; y++) {
    fieldAlongRow(threshold, y, line);
    for (let x = 0; x < widthPx; x++) {
      const index = y * widthPx + x;
      if ((level[index] as number) >= (line[x] as number)) mask[index] = 1;
    }
  }
  const ruled = findRuledLines(mask, widthPx, heightPx);
  eraseLines(ruled, mask);
  const thresholdAt = (x: number, y: number): number => {
    const column = Math.min(Math.max(Math.floor(x / TILE_PX), 0), threshold.columns - 1);
    const row = Math.min(Math.max(Math.floor(y / TILE_PX), 0), threshold.rows - 1);
    return threshold.values[row * threshold.columns + column] as number;
  };
  return { full, mask, print: { widthPx, heightPx, level: fadeLines(ruled, level, full) }, thresholdAt };
}

function fullInk(level: Uint8Array): number {
  const histogram = new Uint32Array(256);
  for (const value of level) histogram[value] = (histogram[value] as number) + 1;
  let seen = 0;
  for (let value = 255; value > 60; value--) {
    seen += histogram[value] as number;
    if (seen >= CORE_SHARE * level.length) return value;
  }
  return 60;
}
