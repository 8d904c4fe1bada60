import type { PaperMap } from '../grid/paper-map.ts';
import { homography, viewOf } from '../maths/homography.ts';
import { edgeBows } from './sheet-bows.ts';
import { fitSheetView, onSheet, resized, type SheetView, seenCorners } from './sheet-fit.ts';
import type { Point, SheetOutline } from './sheet-outline.ts';
import { type LikelySheet, likelySheets } from './sheet-proportions.ts';

/** A sheet's proportions are known from its view to about this share; folded ones may stray twice as far. */
export const USUAL_PROPORTIONS_STRAY = 0.06;
const MOST_PROPORTIONS_STRAY = 0.12;
/** Which sheet it is follows from the fit to any. */
const SOME_SHEET_MM = [280, 210] as const;
/** Cells of the bends along the picture's long side. */
const CELLS = 48;

/** The paper as the outline shows it, should it be a sheet of that size. */
export interface SheetPaper extends LikelySheet {
  readonly map: PaperMap;
}

/**
 * The paper as the outline of a whole sheet shows it: a homography to a usual sheet, what the lens bent and how far the edges bow; for every
 * sheet whose proportions fit, the likeliest first.
 */
export function sheetPapers({ corners, edges }: SheetOutline, widthPx: number, heightPx: number): SheetPaper[] {
  const scale = Math.max(widthPx, heightPx) / 2;
  const fromMiddle = ([x, y]: Point): Point => [(x - (widthPx - 1) / 2) / scale, (y - (heightPx - 1) / 2) / scale];
  const seen = edges.map((points) => points.map(fromMiddle));
  const [some, other] = SOME_SHEET_MM;
  const start = homography(corners.map(fromMiddle), [
    [0, 0],
    [some, 0],
    [some, other],
    [0, other],
  ]);
  const fitted = fitSheetView(seen, SOME_SHEET_MM, start);
  return likelySheets(seenCorners(fitted, SOME_SHEET_MM))
    .filter(({ stray }) => stray < MOST_PROPORTIONS_STRAY)
    .map((sheet) => {
      const view = resized(fitted, sheet.sizeMm[0] / some, sheet.sizeMm[1] / other);
      return { ...sheet, map: mapOf(view, seen, sheet.sizeMm, widthPx, heightPx) };
    });
}

function mapOf(
  view: SheetView,
  seen: readonly (readonly Point[])[],
  sizeMm: LikelySheet['sizeMm'],
  widthPx: number,
  heightPx: number,
): PaperMap {
  const scale = Math.max(widthPx, heightPx) / 2;
  const [originX, originY] = [(widthPx - 1) / 2, (heightPx - 1) / 2];
  const fromMiddle = ([x, y]: Point): Point => [(x - originX) / scale, (y - originY) / scale];
  const bows = edgeBows(
    seen.map((points) => points.map((point) => onSheet(view, point))),
    sizeMm,
  );
  const straight = viewOf(view.homography);
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
