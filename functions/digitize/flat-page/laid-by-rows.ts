import type { PaperMap } from '../grid/paper-map.ts';
import { homography, viewOf } from '../maths/homography.ts';
import type { Line } from '../maths/robust-line.ts';
import type { Point } from '../sheet/sheet-outline.ts';
import type { Frame } from './rectify.ts';

/** Where rows begin and end, x = at + slope · y. */
export type Sides = readonly [begin: Line, end: Line];

/** Rows from the highest to the lowest, by how they run and between which sides; frame px. */
export interface SeenRows {
  readonly slopeAt: (heightPx: number) => number;
  readonly sides: Sides;
  readonly top: number;
  readonly bottom: number;
  readonly middleX: number;
}

/** The paper on which the quadrangle between the first and the last row and their sides is a rectangle, as long and high as that is on the mean. */
export function laidFlat(
  { slopeAt, sides: [begin, end], top, bottom, middleX }: SeenRows,
  { pitchPx, toPage }: Frame,
  map: PaperMap,
): PaperMap {
  const corner = (height: number, side: Line): Point => {
    // y = height + slope (x − middle) on the row, x = at + slope' y on the side.
    const slope = slopeAt(height);
    const x = (side.at + side.slope * (height - slope * middleX)) / (1 - slope * side.slope);
    return [x, height + slope * (x - middleX)];
  };
  const corners = [corner(top, begin), corner(top, end), corner(bottom, end), corner(bottom, begin)] as const;
  const lengthMm = (i: number, k: number) => {
    const [[x0, y0], [x1, y1]] = [corners[i] as Point, corners[k] as Point];
    return Math.hypot((x1 - x0) / pitchPx.x, (y1 - y0) / pitchPx.y);
  };
  const widthMm = (lengthMm(0, 1) + lengthMm(3, 2)) / 2;
  const heightMm = (lengthMm(0, 3) + lengthMm(1, 2)) / 2;
  const { originX, originY, scale } = map;
  const seen = corners.map(([x, y]): Point => {
    const [px, py] = toPage(x - 0.5, y - 0.5);
    return [(px - originX) / scale, (py - originY) / scale];
  });
  const view = homography(seen, [
    [0, 0],
    [widthMm, 0],
    [widthMm, heightMm],
    [0, heightMm],
  ]);
  return { ...map, view: viewOf(view), bends: null };
}
