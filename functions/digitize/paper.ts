import type { RasterPage } from '../ingest/types.ts';

/** The colour of blank paper over the page: one RGB value a block, to be interpolated between block centres. */
export interface Paper {
  readonly columns: number;
  readonly rows: number;
  readonly blockPx: number;
  /** columns × rows × 3. */
  readonly rgb: Float32Array;
}

const WHITE_SHARE = 0.85;

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
          for (let c = 0; c < 3; c++) {
            const bin = c * 256 + (rgb[o + c] as number);
            histogram[bin] = (histogram[bin] as number) + 1;
          }
          count++;
        }
      }
      for (let c = 0; c < 3; c++) {
        raw[(by * columns + bx) * 3 + c] = percentile(histogram, c * 256, count * WHITE_SHARE);
      }
    }
  }
  return { columns, rows, blockPx, rgb: smooth(raw, columns, rows) };
}

function percentile(histogram: Uint32Array, from: number, target: number): number {
  let sum = 0;
  for (let v = 0; v < 256; v++) {
    sum += histogram[from + v] as number;
    if (sum >= target) return v;
  }
  return 255;
}

/** Upper quartile of each 5×5 neighbourhood replaces dark outliers; then a 3×3 mean. */
function smooth(raw: Float32Array, columns: number, rows: number): Float32Array {
  const filled = new Float32Array(raw.length);
  const around: number[] = [];
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        around.length = 0;
        eachNeighbour(x, y, 2, columns, rows, (i) => around.push(raw[i * 3 + c] as number));
        around.sort((a, b) => a - b);
        const usual = around[Math.floor(around.length * 0.75)] as number;
        const own = raw[(y * columns + x) * 3 + c] as number;
        filled[(y * columns + x) * 3 + c] = own < 0.8 * usual ? usual : own;
      }
    }
  }
  const out = new Float32Array(raw.length);
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        let sum = 0;
        let n = 0;
        eachNeighbour(x, y, 1, columns, rows, (i) => {
          sum += filled[i * 3 + c] as number;
          n++;
        });
        out[(y * columns + x) * 3 + c] = Math.max(8, sum / n);
      }
    }
  }
  return out;
}

function eachNeighbour(
  x: number,
  y: number,
  reach: number,
  columns: number,
  rows: number,
  visit: (index: number) => void,
): void {
  for (let yy = Math.max(0, y - reach); yy <= Math.min(rows - 1, y + reach); yy++) {
    for (let xx = Math.max(0, x - reach); xx <= Math.min(columns - 1, x + reach); xx++) visit(yy * columns + xx);
  }
}

/** Fills `into` (width × 3) with the paper's colour along row y. */
export function paperRow(paper: Paper, y: number, widthPx: number, into: Float32Array): void {
  const { columns, rows, blockPx, rgb } = paper;
  const fy = Math.min(rows - 1, Math.max(0, (y + 0.5) / blockPx - 0.5));
  const y0 = Math.floor(fy);
  const y1 = Math.min(rows - 1, y0 + 1);
  const ty = fy - y0;
  for (let x = 0; x < widthPx; x++) {
    const fx = Math.min(columns - 1, Math.max(0, (x + 0.5) / blockPx - 0.5));
    const x0 = Math.floor(fx);
    const x1 = Math.min(columns - 1, x0 + 1);
    const tx = fx - x0;
    for (let c = 0; c < 3; c++) {
      const top =
        (rgb[(y0 * columns + x0) * 3 + c] as number) * (1 - tx) + (rgb[(y0 * columns + x1) * 3 + c] as number) * tx;
      const low =
        (rgb[(y1 * columns + x0) * 3 + c] as number) * (1 - tx) + (rgb[(y1 * columns + x1) * 3 + c] as number) * tx;
      into[x * 3 + c] = top * (1 - ty) + low * ty;
    }
  }
}
