import type { Darkness } from './darkness.ts';
import { gridCore } from './grid-core.ts';
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
  /** Darkness at a place up to which the recogniser is shown paper. */
  readonly floorAt: (x: number, y: number) => number;
}

/** Share of the page that is darker than full ink: strokes of text and trace have at least this much core. */
const CORE_SHARE = 0.002;
/** Full ink is at least so dark. */
const FAINTEST_INK = 60;
/** Share of a tile that is neither text nor trace: its darkest part is the grid. */
const GRID_QUANTILE = 0.72;
const ABOVE_GRID = 1.4;
/** Bounds of the threshold in shares of full ink: on bare paper thin strokes count, over a dark grid only the cores do. */
const LOWEST_SHARE = 0.25;
const HIGHEST_SHARE = 0.62;

/** Print is darker than the cores of a grid's lines by this factor and step. */
const ABOVE_CORE = 1.35;
const STEP_ABOVE_CORE = 6;
/** What the recogniser is shown as paper: this share of the threshold of bare paper, or of the grid's cores where that is darker, but no print. */
const FLOOR_SHARE = 0.55;
const FLOOR_OF_CORE = 0.9;
const HIGHEST_FLOOR = 0.8;

/** Tells ink from paper and grid with a threshold that rises where a dark grid lies under the print. `full` is the darkness of full ink. */
export function findInk(darkness: Darkness, full = fullInk(darkness.level)): Ink {
  const { widthPx, heightPx, level } = darkness;
  const grid = smoothField(tileQuantile(level, widthPx, heightPx, GRID_QUANTILE));
  const lowest = mapField(grid, (value) =>
    Math.min(Math.max(ABOVE_GRID * value + 8, LOWEST_SHARE * full), HIGHEST_SHARE * full),
  );
  const ruled = findRuledLines(maskOf(level, widthPx, lowest), widthPx, heightPx);
  const faded = fadeLines(ruled, level, full);
  const core = gridCore(darkness);
  const threshold = mapField(lowest, (value, tile) =>
    Math.min(Math.max(value, ABOVE_CORE * (core.values[tile] as number) + STEP_ABOVE_CORE), HIGHEST_SHARE * full),
  );
  const mask = maskOf(faded, widthPx, threshold);
  eraseLines(ruled, mask, level, full);
  const floor = mapField(threshold, (value, tile) =>
    Math.max(
      FLOOR_SHARE * (lowest.values[tile] as number),
      Math.min(FLOOR_OF_CORE * (core.values[tile] as number), HIGHEST_FLOOR * value),
    ),
  );
  return {
    full,
    mask,
    print: { widthPx, heightPx, level: faded },
    thresholdAt: lookUp(threshold),
    floorAt: lookUp(floor),
  };
}

/** 1 where a plane reaches a field, 0 elsewhere. */
function maskOf(level: Uint8Array, widthPx: number, field: TileField): Uint8Array {
  const mask = new Uint8Array(level.length);
  const line = new Float32Array(widthPx);
  for (let at = 0, y = 0; at < level.length; y++) {
    const least = fieldAlongRow(field, y, line);
    for (let x = 0; x < widthPx; x++, at++) {
      const value = level[at] as number;
      if (value >= least && value >= (line[x] as number)) mask[at] = 1;
    }
  }
  return mask;
}

function mapField(field: TileField, to: (value: number, tile: number) => number): TileField {
  return { ...field, values: field.values.map(to) };
}

function lookUp({ columns, rows, values }: TileField): (x: number, y: number) => number {
  return (x, y) => {
    const column = Math.min(Math.max(Math.floor(x / TILE_PX), 0), columns - 1);
    const row = Math.min(Math.max(Math.floor(y / TILE_PX), 0), rows - 1);
    return values[row * columns + column] as number;
  };
}

/** The darkness that the cores of strokes reach. */
export function fullInk(level: Uint8Array): number {
  const histogram = new Uint32Array(256);
  for (let at = 0; at < level.length; at++) {
    const value = level[at] as number;
    if (value > FAINTEST_INK) histogram[value] = (histogram[value] as number) + 1;
  }
  let seen = 0;
  for (let value = 255; value > FAINTEST_INK; value--) {
    seen += histogram[value] as number;
    if (seen >= CORE_SHARE * level.length) return value;
  }
  return FAINTEST_INK;
}
