import { emptyPlane, type Plane } from '../maths/plane.ts';

const BLOCK_PX = 24;
/** The darkest pixels of a block, strokes of pen and print, say nothing of its level and contrast. */
const PLAIN_SHARE = 0.85;
/** Darkness is cut at this many standard deviations, so that a stroke says no more than a grid line. */
const MOST_DEVIATIONS = 2.5;
/** A level of the plane is no finer than this. */
const LEAST_DEVIATION = 0.5;
const MIDDLE = 128;
const REACH = 100;

/**
 * Print brought to one level and one contrast everywhere, block by block: a faint grid shows as clearly as a strong one, in shadow as in
 * light, and beats do not outweigh it. Noise of bare paper grows as well, so this is for grids that the plain plane does not show.
 */
export function evenedPrint(print: Plane): Plane {
  const { widthPx, heightPx, values } = print;
  const columns = Math.ceil(widthPx / BLOCK_PX);
  const rows = Math.ceil(heightPx / BLOCK_PX);
  const level = new Float32Array(columns * rows);
  const gain = new Float32Array(columns * rows);
  const counts = new Uint32Array(256);
  for (let row = 0, i = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, i++) {
      count(print, column, row, counts);
      const { mean, deviation } = plainPart(counts);
      level[i] = mean;
      gain[i] = REACH / (MOST_DEVIATIONS * deviation);
    }
  }
  const out = emptyPlane(widthPx, heightPx);
  const levelAt = new Float32Array(widthPx);
  const gainAt = new Float32Array(widthPx);
  for (let y = 0; y < heightPx; y++) {
    blockRow(level, columns, rows, y, levelAt);
    blockRow(gain, columns, rows, y, gainAt);
    for (let x = 0, o = y * widthPx; x < widthPx; x++, o++) {
      const dark = ((values[o] as number) - (levelAt[x] as number)) * (gainAt[x] as number);
      out.values[o] = MIDDLE + (dark < -REACH ? -REACH : dark > REACH ? REACH : dark);
    }
  }
  return out;
}

/** Counts every fourth value of a block and half a block around it. */
function count({ widthPx, heightPx, values }: Plane, column: number, row: number, into: Uint32Array): void {
  into.fill(0);
  const left = Math.max(0, (column - 0.5) * BLOCK_PX);
  const right = Math.min(widthPx, (column + 1.5) * BLOCK_PX);
  const bottom = Math.min(heightPx, (row + 1.5) * BLOCK_PX);
  for (let y = Math.max(0, (row - 0.5) * BLOCK_PX); y < bottom; y += 2) {
    for (let o = y * widthPx + left, end = y * widthPx + right; o < end; o += 2) {
      const value = values[o] as number;
      into[value] = (into[value] as number) + 1;
    }
  }
}

/** Mean and standard deviation of all but the darkest values. */
function plainPart(counts: Uint32Array): { mean: number; deviation: number } {
  let all = 0;
  for (let v = 0; v < 256; v++) all += counts[v] as number;
  let [seen, sum, squares] = [0, 0, 0];
  for (let v = 0; v < 256 && seen < PLAIN_SHARE * all; v++) {
    const n = counts[v] as number;
    seen += n;
    sum += n * v;
    squares += n * v * v;
  }
  const mean = sum / seen;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / seen - mean * mean)) + LEAST_DEVIATION };
}

/** The blocks' values along a row of pixels, bilinear between their centres. */
function blockRow(blocks: Float32Array, columns: number, rows: number, y: number, into: Float32Array): void {
  const fy = between(y, rows);
  const upper = Math.floor(fy) * columns;
  const lower = Math.ceil(fy) * columns;
  const t = fy - Math.floor(fy);
  for (let x = 0; x < into.length; x++) {
    const fx = between(x, columns);
    const left = Math.floor(fx);
    const right = Math.ceil(fx);
    const s = fx - left;
    into[x] =
      (1 - t) * ((1 - s) * (blocks[upper + left] as number) + s * (blocks[upper + right] as number)) +
      t * ((1 - s) * (blocks[lower + left] as number) + s * (blocks[lower + right] as number));
  }
}

/** Place of a pixel among the blocks' centres. */
const between = (at: number, blocks: number) => Math.min(blocks - 1, Math.max(0, (at + 0.5) / BLOCK_PX - 0.5));
