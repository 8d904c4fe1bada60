import type { VectorDrawing } from '../../ingest/types.ts';
import { turnedAxes } from '../maths/plane.ts';

/** Clockwise quarter turns of a page. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/** An affine map of pixels: x' = a·x + b·y + c, y' = d·x + e·y + f. */
export type PixelMap = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Map of a page of `width` × `height` pixels onto itself turned clockwise. */
export function turnMap(turns: QuarterTurns, width: number, height: number): PixelMap {
  const maps: readonly PixelMap[] = [
    [1, 0, 0, 0, 1, 0],
    [0, -1, height, 1, 0, 0],
    [-1, 0, width, 0, -1, height],
    [0, 1, 0, -1, 0, width],
  ];
  return maps[turns] as PixelMap;
}

/** The map that undoes a turn. */
export function turnBackMap(turns: QuarterTurns, width: number, height: number): PixelMap {
  const back = ((4 - turns) % 4) as QuarterTurns;
  return turns % 2 === 0 ? turnMap(back, width, height) : turnMap(back, height, width);
}

/** The drawing turned; the same drawing for no turn. */
export function turnDrawing(drawing: VectorDrawing, turns: QuarterTurns, width: number, height: number): VectorDrawing {
  if (turns === 0) return drawing;
  const map = turnMap(turns, width, height);
  return {
    pxPerPt: drawing.pxPerPt,
    axisPxPerPt: turnedAxes(drawing.axisPxPerPt, turns),
    picturePart: drawing.picturePart,
    paths: drawing.paths.map((path) => ({ ...path, points: mapPoints(path.points, map) })),
    texts: drawing.texts.map(({ text, box: [x, y, w, h] }) => {
      const [x0, y0, x1, y1] = mapPoints(Float64Array.of(x, y, x + w, y + h), map) as unknown as number[];
      const [left = 0, right = 0, top = 0, bottom = 0] = [x0, x1, y0, y1];
      return {
        text,
        box: [Math.min(left, right), Math.min(top, bottom), Math.abs(left - right), Math.abs(top - bottom)],
      };
    }),
  };
}

function mapPoints(points: Float64Array, [a, b, c, d, e, f]: PixelMap): Float64Array {
  const out = new Float64Array(points.length);
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x, y] = [points[i] as number, points[i + 1] as number];
    out[i] = a * x + b * y + c;
    out[i + 1] = d * x + e * y + f;
  }
  return out;
}
