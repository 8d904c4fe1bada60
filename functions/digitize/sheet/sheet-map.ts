import type { PaperMap } from '../grid/paper-map.ts';
import { homography, viewOf } from '../maths/homography.ts';
import { fitCurledView } from './curled-fit.ts';
import { type CurledView, curledView, flatNumbers } from './curled-view.ts';
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
/** Places along an edge at which it is told. */
const PER_EDGE = 64;

/** The paper as the outline shows it, should it be a sheet of that size. */
export interface SheetPaper extends LikelySheet {
  readonly map: PaperMap;
}

/** The paper as the outline of a whole sheet shows it that may be curled or folded; for every usual sheet whose proportions fit, the likeliest first. */
export function sheetPapers({ corners, edges }: SheetOutline, widthPx: number, heightPx: number): SheetPaper[] {
  const fromMiddle = placesFromMiddle(widthPx, heightPx);
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
      const flat = resized(fitted, sheet.sizeMm[0] / some, sheet.sizeMm[1] / other);
      return { ...sheet, map: mapOf(flat.homography, curled(flat, seen, sheet.sizeMm), widthPx, heightPx) };
    });
}

/** From pixels to places counted from the picture's middle, over half its long side. */
function placesFromMiddle(widthPx: number, heightPx: number): (point: Point) => Point {
  const scale = Math.max(widthPx, heightPx) / 2;
  const [originX, originY] = [(widthPx - 1) / 2, (heightPx - 1) / 2];
  return ([x, y]) => [(x - originX) / scale, (y - originY) / scale];
}

/** The view of a sheet that bends, found from that of a flat one. */
function curled(flat: SheetView, seen: readonly (readonly Point[])[], sizeMm: LikelySheet['sizeMm']): CurledView {
  const [width, height] = sizeMm;
  const lines = seen.map((points, side) => {
    const isLevel = side % 2 === 0;
    return {
      points: toldAlong(points, (point) => onSheet(flat, point)[isLevel ? 1 : 0]),
      isLevel,
      atMm: [0, width, height, 0][side] as number,
    };
  });
  return curledView(fitCurledView(lines, sizeMm, flatNumbers(flat, sizeMm)), sizeMm);
}

/** Of every part of an edge the point that strays as half of them do. */
function toldAlong(points: readonly Point[], strays: (point: Point) => number): Point[] {
  const size = Math.max(1, Math.floor(points.length / PER_EDGE));
  const told: Point[] = [];
  for (let from = 0; from + size <= points.length; from += size) {
    const part = points.slice(from, from + size).sort((one, other) => strays(one) - strays(other));
    told.push(part[part.length >> 1] as Point);
  }
  return told;
}

/** The map of what lies under a view, as bends of a flat homography. */
function mapOf(flat: Float64Array, view: CurledView, widthPx: number, heightPx: number): PaperMap {
  const fromMiddle = placesFromMiddle(widthPx, heightPx);
  const scale = Math.max(widthPx, heightPx) / 2;
  const cellPx = Math.ceil((2 * scale) / CELLS);
  const [columns, rows] = [Math.ceil(widthPx / cellPx), Math.ceil(heightPx / cellPx)];
  const xMm = new Float32Array(columns * rows);
  const yMm = new Float32Array(columns * rows);
  const straight: SheetView = { homography: flat, lens: 0 };
  for (let i = 0; i < columns * rows; i++) {
    const place = fromMiddle([((i % columns) + 0.5) * cellPx - 0.5, (Math.floor(i / columns) + 0.5) * cellPx - 0.5]);
    const [x, y] = view(place);
    const [flatX, flatY] = onSheet(straight, place);
    xMm[i] = x - flatX;
    yMm[i] = y - flatY;
  }
  const [originX, originY] = [(widthPx - 1) / 2, (heightPx - 1) / 2];
  return { originX, originY, scale, view: viewOf(flat), bends: { columns, rows, cellPx, xMm, yMm }, misfit: 0 };
}
