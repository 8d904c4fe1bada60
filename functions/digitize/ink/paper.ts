import type { RasterPage } from '../../ingest/types.ts';
import type { Plane } from '../maths/plane.ts';

/** The colour of blank paper over the page: one RGB value a block, to be interpolated between block centres. */
export interface Paper {
  readonly columns: number;
  readonly rows: number;
  readonly blockPx: number;
  /** columns × rows × 3. */
  readonly rgb: Float32Array;
  /** 1 for blocks that hold hardly any paper, being the table under the sheet or a black bar, and for those around them; columns × rows. */
  readonly hidden: Uint8Array;
}

const WHITE_SHARE = 0.85;
/** A block darker than this share of what is usual around it holds hardly any paper. */
const DARK = 0.8;

/**
 * Estimates the unprinted paper's colour block by block, so that shadows, vignettes and colour casts of photographs
 * can be divided out. A block's colour is a high percentile of each channel; blocks that hold hardly any paper
 * (redaction bars, the table under the sheet) take the colour of their neighbours.
 */
export function estimatePaper(page: RasterPage): Paper {
  const { widthPx: w, heightPx: h, rgb } = page;
  const blockPx = Math.max(16, Math.round(Math.max(w, h) / 56));
  const columns = Math.max(1, Math.ceil(w / blockPx));
  const rows = Math.max(1, Math.ceil(h / blockPx));
  const raw = new Float32Array(columns * rows * 3);
  const histogram = new Uint32Array(256 * 3);
  for (let by = 0; by < rows; by++) {
    for (let bx = 0; bx < columns; bx++) {
      histogram.fill(0);
      let count = 0;
      const yEnd = Math.min(h, (by + 1) * blockPx);
      const xEnd = Math.min(w, (bx + 1) * blockPx);
      for (let y = by * blockPx; y < yEnd; y += 2) {
        for (let x = bx * blockPx; x < xEnd; x += 2) {
          const o = (y * w + x) * 3;
          const r = rgb[o] as number;
          const g = 256 + (rgb[o + 1] as number);
          const b = 512 + (rgb[o + 2] as number);
          histogram[r] = (histogram[r] as number) + 1;
          histogram[g] = (histogram[g] as number) + 1;
          histogram[b] = (histogram[b] as number) + 1;
          count++;
        }
      }
      for (let c = 0; c < 3; c++) {
        raw[(by * columns + bx) * 3 + c] = percentile(histogram, c * 256, count * WHITE_SHARE);
      }
    }
  }
  const hidden = new Uint8Array(columns * rows);
  return { columns, rows, blockPx, rgb: smooth(raw, columns, rows, hidden), hidden };
}

function percentile(histogram: Uint32Array, from: number, target: number): number {
  let sum = 0;
  for (let v = 0; v < 256; v++) {
    sum += histogram[from + v] as number;
    if (sum >= target) return v;
  }
  return 255;
}

/** Upper quartile of each 5×5 neighbourhood replaces dark outliers, which `hidden` is told of; then a 3×3 mean. */
function smooth(raw: Float32Array, columns: number, rows: number, hidden: Uint8Array): Float32Array {
  const filled = new Float32Array(raw.length);
  const around = new Float32Array(25);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      for (let c = 0; c < 3; c++) {
        let n = 0;
        for (let yy = Math.max(0, y - 2); yy <= Math.min(rows - 1, y + 2); yy++) {
          for (let xx = Math.max(0, x - 2); xx <= Math.min(columns - 1, x + 2); xx++) {
            around[n++] = raw[(yy * columns + xx) * 3 + c] as number;
          }
        }
        const usual = around.subarray(0, n).sort()[Math.floor(n * 0.75)] as number;
        const own = raw[(y * columns + x) * 3 + c] as number;
        const isPaper = own >= DARK * usual;
        filled[(y * columns + x) * 3 + c] = isPaper ? own : usual;
        if (!isPaper) hideAround(hidden, columns, rows, x, y);
      }
    }
  }
  const out = new Float32Array(raw.length);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        let n = 0;
        for (let yy = Math.max(0, y - 1); yy <= Math.min(rows - 1, y + 1); yy++) {
          for (let xx = Math.max(0, x - 1); xx <= Math.min(columns - 1, x + 1); xx++) {
            sum += filled[(yy * columns + xx) * 3 + c] as number;
            n++;
          }
        }
        out[(y * columns + x) * 3 + c] = Math.max(8, sum / n);
      }
    }
  }
  return out;
}

function hideAround(hidden: Uint8Array, columns: number, rows: number, x: number, y: number): void {
  for (let row = Math.max(0, y - 1); row <= Math.min(rows - 1, y + 1); row++)
    hidden.fill(1, row * columns + Math.max(0, x - 1), row * columns + Math.min(columns, x + 2));
}

/** Lightness of the paper at a pixel, the sum of its channels; 0 where hardly any paper is. */
export function paperLightAt({ columns, rows, blockPx, rgb, hidden }: Paper, xPx: number, yPx: number): number {
  const column = Math.min(columns - 1, Math.max(0, Math.floor(xPx / blockPx)));
  const block = Math.min(rows - 1, Math.max(0, Math.floor(yPx / blockPx))) * columns + column;
  if (hidden[block] === 1) return 0;
  return (rgb[3 * block] as number) + (rgb[3 * block + 1] as number) + (rgb[3 * block + 2] as number);
}

/** The ink of a page without that where hardly any paper is; itself where paper is everywhere. */
export function inkOnPaper(ink: Plane, { columns, blockPx, hidden }: Paper): Plane {
  if (!hidden.includes(1)) return ink;
  const { widthPx, heightPx } = ink;
  const values = ink.values.slice();
  hidden.forEach((isHidden, block) => {
    if (isHidden === 0) return;
    const left = (block % columns) * blockPx;
    const top = Math.floor(block / columns) * blockPx;
    const right = Math.min(widthPx, left + blockPx);
    for (let y = top; y < Math.min(heightPx, top + blockPx); y++)
      values.fill(0, y * widthPx + left, y * widthPx + right);
  });
  return { widthPx, heightPx, values };
}

/** Fills `into` (width × 3) with the paper's colour along row y: linear between the blocks' centres, so it is stepped along from one to the next. */
export function paperRow(paper: Paper, y: number, widthPx: number, into: Float32Array): void {
  const { columns, rows, blockPx, rgb } = paper;
  const fy = Math.min(rows - 1, Math.max(0, (y + 0.5) / blockPx - 0.5));
  const y0 = Math.floor(fy);
  const y1 = Math.min(rows - 1, y0 + 1);
  const ty = fy - y0;
  const blend = (column: number, c: number) =>
    (rgb[(y0 * columns + column) * 3 + c] as number) * (1 - ty) + (rgb[(y1 * columns + column) * 3 + c] as number) * ty;
  // Stretch k runs between the centres of blocks k − 1 and k; the first and the last are level.
  for (let k = 0; k <= columns; k++) {
    const start = (k - 0.5) * blockPx - 0.5;
    const from = k === 0 ? 0 : Math.max(0, Math.ceil(start));
    const to = k === columns ? widthPx : Math.min(widthPx, Math.ceil(start + blockPx));
    const left = Math.max(0, k - 1);
    const right = Math.min(columns - 1, k);
    const r0 = blend(left, 0);
    const g0 = blend(left, 1);
    const b0 = blend(left, 2);
    const rStep = (blend(right, 0) - r0) / blockPx;
    const gStep = (blend(right, 1) - g0) / blockPx;
    const bStep = (blend(right, 2) - b0) / blockPx;
    for (let x = from; x < to; x++) {
      const along = x - start;
      into[x * 3] = r0 + rStep * along;
      into[x * 3 + 1] = g0 + gStep * along;
      into[x * 3 + 2] = b0 + bStep * along;
    }
  }
}
