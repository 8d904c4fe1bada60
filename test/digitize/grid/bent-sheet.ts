import { type PaperMap, toMm } from '../../../functions/digitize/grid/paper-map.ts';
import { emptyPlane, type Plane } from '../../../functions/digitize/maths/plane.ts';

export const WIDTH = 1600;
export const HEIGHT = 900;
export const PITCH_PX = 8;
/** Where the middle of the picture lies, px. */
export const MIDDLE_PX = (WIDTH - 1) / 2;

/** Where a column lies on the sheet, mm from its middle. */
export type SheetMm = (x: number) => number;

const levelMm = (_x: number, y: number): number => (y - (HEIGHT - 1) / 2) / PITCH_PX;

/** The picture of a printed grid whose columns lie where `sheetMm` says, and its rows where `rowMm` does; 5-mm lines darker. */
export function bentGrid(sheetMm: SheetMm, rowMm = levelMm): Plane {
  const plane = emptyPlane(WIDTH, HEIGHT);
  const dark = (mm: number) =>
    Math.max(0, 1 - 5 * Math.abs(mm - Math.round(mm))) * (Math.round(mm) % 5 === 0 ? 220 : 140);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) plane.values[y * WIDTH + x] = Math.max(dark(sheetMm(x)), dark(rowMm(x, y)));
  return plane;
}

/** How far a map is off at a column, against one in the middle, mm. */
export function offAt(map: PaperMap, sheetMm: SheetMm, x: number): number {
  const error = (at: number) => toMm(map, at, HEIGHT / 2)[0] - sheetMm(at);
  return Math.abs(error(x) - error(WIDTH / 2));
}
