import type { Darkness } from './darkness.ts';
import { smoothField, TILE_PX, type TileField, tileQuantile } from './tile-field.ts';

/** Share of a tile of bare grid that is not the core of a line. */
const CORE_QUANTILE = 0.98;
/** Tiles of a square that is wide enough to hold a thick line. */
const SQUARE: readonly [number, number] = [0, 1];
/** How far around a tile squares count, and the share of them that is bare where print stands: a few lie beside the grid. */
const AROUND: readonly [number, number] = [-3, 2];
const BARE_SHARE = 0.25;
/** Strips as low as the gap between two lines of print, of which the palest near a tile holds grid alone. */
const STRIP_PX = 16;
const STRIPS_OF_TILE = TILE_PX / STRIP_PX;
/** Of the strips beside a rim so many may be paler than it is held to be. */
const RIM_QUANTILE = 0.25;
/** The grid of a page is much the same all over it: where print is too dense for bare squares this says what is likely. */
const OVER_USUAL = 1.5;
/** Darkness of the faintest grid; where so much of the picture has one, the rest of it is not the paper but what it lies on. */
const FAINTEST_CORE = 8;
const GRID_SHARE = 0.15;

/**
 * Darkness of the cores of the grid's lines, tile by tile: that of the paler squares nearby, since print and traces leave
 * some of them bare almost everywhere, and of the palest strip above, in or below the tile, since print on white paper may
 * stand right beside the grid. Near zero on paper without a grid.
 */
export function gridCore({ level, widthPx, heightPx }: Darkness): TileField {
  const squares = ranked(tileQuantile(level, widthPx, heightPx, CORE_QUANTILE), SQUARE, SQUARE, 1);
  const bare = ranked(squares, AROUND, AROUND, BARE_SHARE);
  const strips = withoutRims(tileQuantile(level, widthPx, heightPx, CORE_QUANTILE, STRIP_PX));
  const palest = ranked(ranked(strips, SQUARE, [0, 0], 1), [0, 0], [-STRIPS_OF_TILE, 2 * STRIPS_OF_TILE - 1], 0);
  const usual = usualCore(bare.values);
  const values = bare.values.map((value, tile) => {
    const row = Math.floor(tile / bare.columns) * STRIPS_OF_TILE;
    const beside = palest.values[row * bare.columns + (tile % bare.columns)] as number;
    return Math.min(value, beside, OVER_USUAL * usual);
  });
  return smoothField({ ...bare, values });
}

/** The median tile of the grid, or of the picture where next to none of it has a grid. */
function usualCore(cores: Float32Array): number {
  const ruled = cores.filter((core) => core >= FAINTEST_CORE);
  const counted = (ruled.length >= GRID_SHARE * cores.length ? ruled : cores).slice().sort();
  return counted[counted.length >> 1] as number;
}

/**
 * Strips at the page's upper and lower edge are no paler than the paler ones of those beside them: a rim of a few pixels beyond the grid is no white
 * paper with print. Single ones may hold no thick line.
 */
function withoutRims({ columns, rows, values }: TileField): TileField {
  if (rows < 2) return { columns, rows, values };
  const inner = values.slice();
  for (const [rim, beside] of [
    [0, 1],
    [rows - 1, rows - 2],
  ] as const) {
    const sorted = values.slice(beside * columns, (beside + 1) * columns).sort();
    const least = sorted[Math.floor(RIM_QUANTILE * columns)] as number;
    for (let i = rim * columns; i < (rim + 1) * columns; i++) inner[i] = Math.max(least, values[i] as number);
  }
  return { columns, rows, values: inner };
}

/** Each tile takes the value of the given rank (0 the least, 1 the greatest) of the tiles from one step to another, across and down. */
function ranked(
  { columns, rows, values }: TileField,
  across: readonly [from: number, to: number],
  down: readonly [from: number, to: number],
  rank: number,
): TileField {
  const taken = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const around: number[] = [];
      for (let y = Math.max(row + down[0], 0); y <= Math.min(row + down[1], rows - 1); y++) {
        for (let x = Math.max(column + across[0], 0); x <= Math.min(column + across[1], columns - 1); x++)
          around.push(values[y * columns + x] as number);
      }
      around.sort((a, b) => a - b);
      taken[row * columns + column] = around[Math.round(rank * (around.length - 1))] as number;
    }
  }
  return { columns, rows, values: taken };
}
