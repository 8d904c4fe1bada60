/** Corrections in mm on a lattice of page pixels, bilinear in between and running on straight a little beyond. */
export interface Bends {
  readonly columns: number;
  readonly rows: number;
  readonly cellPx: number;
  /** At the cells' centres, row by row. */
  readonly xMm: Float32Array;
  readonly yMm: Float32Array;
}

/** How far beyond the outermost centres corrections run on, in cells. */
const RUN_ON = 1.5;

/** Adds the correction at a pixel to a paper position. */
export function bendAt(bends: Bends, xPx: number, yPx: number, place: [xMm: number, yMm: number]): void {
  const { columns, rows, cellPx, xMm, yMm } = bends;
  const fx = Math.min(columns - 1 + RUN_ON, Math.max(-RUN_ON, (xPx + 0.5) / cellPx - 0.5));
  const fy = Math.min(rows - 1 + RUN_ON, Math.max(-RUN_ON, (yPx + 0.5) / cellPx - 0.5));
  const column = Math.min(columns - 2, Math.max(0, Math.floor(fx)));
  const row = Math.min(rows - 2, Math.max(0, Math.floor(fy)));
  const tx = fx - column;
  const ty = fy - row;
  const i = row * columns + column;
  const j = i + columns;
  const a = (1 - tx) * (1 - ty);
  const b = tx * (1 - ty);
  const c = (1 - tx) * ty;
  const d = tx * ty;
  const at = (v: Float32Array) =>
    a * (v[i] as number) + b * (v[i + 1] as number) + c * (v[j] as number) + d * (v[j + 1] as number);
  place[0] += at(xMm);
  place[1] += at(yMm);
}

/** How far nearly all corrections lie from their middle, mm: a shift of the whole lattice bends nothing. */
export function strayMm(corrections: Float32Array): number {
  const middle = corrections.toSorted()[corrections.length >> 1] ?? 0;
  return corrections.map((value) => Math.abs(value - middle)).sort()[Math.floor(corrections.length * 0.95)] ?? 0;
}

/** Paper that bends by less, mm, lies flat: what is followed of it is the noise of its lines (30 drawn pages: 0.006 mm off before finer cells followed it, 0.008 after). */
export const BENT_MM = 0.15;

/** Whether paper bends along either axis by more than this. */
export function isBent({ xMm, yMm }: Bends, mm: number): boolean {
  return Math.max(strayMm(xMm), strayMm(yMm)) > mm;
}
