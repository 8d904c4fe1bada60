/** Side of the square in which paper, shadow and grid count as constant. */
export const TILE_PX = 64;

/** A slowly varying quantity of a page, one value a tile. */
export interface TileField {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float32Array;
}

/** For each tile, or lower strip of one, the value below which the share `quantile` of its pixels lies (every second pixel is looked at). */
export function tileQuantile(
  plane: Uint8Array,
  widthPx: number,
  heightPx: number,
  quantile: number,
  rowPx = TILE_PX,
): TileField {
  const columns = Math.ceil(widthPx / TILE_PX);
  const rows = Math.ceil(heightPx / rowPx);
  const values = new Float32Array(columns * rows);
  const histogram = new Uint32Array(256);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      histogram.fill(0);
      const bottom = Math.min((row + 1) * rowPx, heightPx);
      const right = Math.min((column + 1) * TILE_PX, widthPx);
      let count = 0;
      for (let y = row * rowPx; y < bottom; y += 2) {
        for (let x = column * TILE_PX; x < right; x += 2) {
          const value = plane[y * widthPx + x] as number;
          histogram[value] = (histogram[value] as number) + 1;
          count++;
        }
      }
      let below = 0;
      let value = 0;
      while (value < 255 && below + (histogram[value] as number) < count * quantile)
        below += histogram[value++] as number;
      values[row * columns + column] = value;
    }
  }
  return { columns, rows, values };
}

/** Each tile takes the median of its neighbourhood: a bar or a stamp on one tile is neither shadow nor grid. */
export function smoothField({ columns, rows, values }: TileField): TileField {
  const smoothed = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const around: number[] = [];
      for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, rows - 1); y++) {
        for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, columns - 1); x++) {
          around.push(values[y * columns + x] as number);
        }
      }
      around.sort((a, b) => a - b);
      smoothed[row * columns + column] = around[Math.floor(around.length / 2)] as number;
    }
  }
  return { columns, rows, values: smoothed };
}

/** The field along one pixel row, bilinear between the tiles' centres, written into `line`; the least of it comes back. */
export function fieldAlongRow({ columns, rows, values }: TileField, y: number, line: Float32Array): number {
  const tileY = Math.min(Math.max((y + 0.5) / TILE_PX - 0.5, 0), rows - 1);
  const above = Math.floor(tileY) * columns;
  const below = Math.min(Math.floor(tileY) + 1, rows - 1) * columns;
  const fy = tileY - Math.floor(tileY);
  const at = (column: number): number =>
    (values[above + column] as number) * (1 - fy) + (values[below + column] as number) * fy;
  // From one tile's centre to the next the field is a straight line; beyond the outermost centres it stays level.
  let x = 0;
  let from = at(0);
  let least = Number.POSITIVE_INFINITY;
  for (let column = 0; column < columns && x < line.length; column++) {
    const centre = (column + 0.5) * TILE_PX - 0.5;
    const to = column + 1 < columns ? at(column + 1) : from;
    const step = (to - from) / TILE_PX;
    const begin = x;
    if (column === 0) for (; x < centre && x < line.length; x++) line[x] = from;
    const end = column + 1 < columns ? Math.min(centre + TILE_PX, line.length) : line.length;
    for (; x < end; x++) line[x] = from + step * (x - centre);
    least = Math.min(least, line[begin] as number, line[x - 1] as number);
    from = to;
  }
  return least;
}
