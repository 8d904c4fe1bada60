import { leastSquares } from './least-squares.ts';
import type { PaperMap } from './paper-map.ts';
import { edgeBows } from './sheet-bows.ts';
import { fitSheetView, onSheet, resized, seenCorners } from './sheet-fit.ts';
import type { Point, SheetOutline } from './sheet-outline.ts';
import { likeliestSheet } from './sheet-proportions.ts';

/** A sheet's proportions are known from its view to about this share. */
const PROPORTIONS_STRAY = 0.06;
/** Which sheet it is follows from the fit to any. */
const SOME_SHEET_MM = [280, 210] as const;
/** Cells of the bends along the picture's long side. */
const CELLS = 48;

/**
 * The paper as the outline of a whole sheet shows it: a homography to the usual sheet whose proportions fit best, what the lens bent and how
 * far the edges bow. Null where no sheet fits.
 */
export function sheetMap({ corners, edges }: SheetOutline, widthPx: number, heightPx: number): PaperMap | null {
  const scale = Math.max(widthPx, heightPx) / 2;
  const [originX, originY] = [(widthPx - 1) / 2, (heightPx - 1) / 2];
  const fromMiddle = ([x, y]: Point): Point => [(x - originX) / scale, (y - originY) / scale];
  const seen = edges.map((points) => points.map(fromMiddle));
  const [some, other] = SOME_SHEET_MM;
  const start = homography(corners.map(fromMiddle), [
    [0, 0],
    [some, 0],
    [some, other],
    [0, other],
  ]);
  const fitted = fitSheetView(seen, SOME_SHEET_MM, start);
  const { sizeMm, stray } = likeliestSheet(seenCorners(fitted, SOME_SHEET_MM));
  if (stray > PROPORTIONS_STRAY) return null;
  const view = resized(fitted, sizeMm[0] / some, sizeMm[1] / other);
  const bows = edgeBows(
    seen.map((points) => points.map((point) => onSheet(view, point))),
    sizeMm,
  );
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, k = 0] = view.homography;
  // The map's millimetres count from the picture's middle.
  const straight = Float64Array.of(a - c * g, b - c * k, d - f * g, e - f * k, g, k);
  const cellPx = Math.ceil((2 * scale) / CELLS);
  const [columns, rows] = [Math.ceil(widthPx / cellPx), Math.ceil(heightPx / cellPx)];
  const xMm = new Float32Array(columns * rows);
  const yMm = new Float32Array(columns * rows);
  const flat = { homography: view.homography, lens: 0 };
  for (let i = 0; i < columns * rows; i++) {
    const place = fromMiddle([((i % columns) + 0.5) * cellPx - 0.5, (Math.floor(i / columns) + 0.5) * cellPx - 0.5]);
    const [x, y] = onSheet(view, place);
    const [flatX, flatY] = onSheet(flat, place);
    const [bowX, bowY] = bows(x, y);
    xMm[i] = x + bowX - flatX;
    yMm[i] = y + bowY - flatY;
  }
  return { originX, originY, scale, view: straight, bends: { columns, rows, cellPx, xMm, yMm }, misfit: 0 };
}

/** (a·x + b·y + c)/(1 + g·x + k·y), (d·x + e·y + f)/(1 + g·x + k·y) through four pairs of points. */
function homography(from: readonly Point[], to: readonly Point[]): Float64Array {
  const rows: number[] = [];
  const values: number[] = [];
  from.forEach(([x, y], i) => {
    const [u, v] = to[i] as Point;
    rows.push(x, y, 1, 0, 0, 0, -u * x, -u * y);
    rows.push(0, 0, 0, x, y, 1, -v * x, -v * y);
    values.push(u, v);
  });
  return leastSquares(Float64Array.from(rows), Float64Array.from(values), new Float64Array(8).fill(1), 8);
}
