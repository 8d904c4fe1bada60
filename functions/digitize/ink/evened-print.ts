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
  const shares = sharesAlong(widthPx, columns);
  for (let y = 0; y < heightPx; y++) {
    blockRow(level, columns, rows, y, shares, levelAt);
    blockRow(gain, columns, rows, y, shares, gainAt);
    evenRow(values, y * widthPx, levelAt, gainAt, out.values);
  }
  return out;
}

/** Brings a row of pixels, from `first` on, to its level and contrast. */
function evenRow(values: Uint8Array, first: number, level: Float32Array, gain: Float32Array, into: Uint8Array): void {
  for (let x = 0; x < level.length; x++) {
    const dark = ((values[first + x] as number) - (level[x] as number)) * (gain[x] as number);
    into[first + x] = MIDDLE + (dark < -REACH ? -REACH : dark > REACH ? REACH : dark);
  }
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

/** How far each pixel of a row lies from the block's centre before it to the next. */
function sharesAlong(widthPx: number, columns: number): Float64Array {
  const shares = new Float64Array(widthPx);
  for (let x = 0; x < widthPx; x++) {
    const place = between(x, columns);
    shares[x] = place - Math.floor(place);
  }
  return shares;
}

/** The blocks' values along a row of pixels, bilinear between their centres. */
function blockRow(
  blocks: Float32Array,
  columns: number,
  rows: number,
  y: number,
  shares: Float64Array,
  into: Float32Array,
): void {
  const fy = between(y, rows);
  const upper = Math.floor(fy) * columns;
  const lower = Math.ceil(fy) * columns;
  const t = fy - Math.floor(fy);
  // From one block's centre to the next it is the same four blocks that tell.
  for (let block = 0, x = 0; block < columns; block++) {
    const next = Math.min(columns - 1, block + 1);
    const a = blocks[upper + block] as number;
    const b = blocks[upper + next] as number;
    const c = blocks[lower + block] as number;
    const d = blocks[lower + next] as number;
    const end = next === block ? into.length : Math.min(into.length, (next + 0.5) * BLOCK_PX);
    for (; x < end; x++) {
      const s = shares[x] as number;
      into[x] = (1 - t) * ((1 - s) * a + s * b) + t * ((1 - s) * c + s * d);
    }
  }
}

/** Place of a pixel among the blocks' centres. */
const between = (at: number, blocks: number) => Math.min(blocks - 1, Math.max(0, (at + 0.5) / BLOCK_PX - 0.5));
