import type { RasterPage } from '../../ingest/types.ts';
import { type PaperMap, toMm } from '../grid/paper-map.ts';
import { leastSquares } from '../maths/least-squares.ts';
import { unturnPoint } from '../maths/plane.ts';
import type { PageGeometry } from '../types.ts';
import { turnedFurther } from './orientation.ts';

/**
 * The homography mm → pixel of the page as decoded that fits the paper map best over the page (direct linear transform). Millimetres run across and down
 * the upright page from its top left corner; pitch and angle are those in the middle of the page made upright.
 */
export function pageGeometry(map: PaperMap, page: RasterPage, quarterTurns: 0 | 1 | 2 | 3): PageGeometry {
  const { widthPx, heightPx } = page;
  const [width, height] = quarterTurns % 2 === 0 ? [widthPx, heightPx] : [heightPx, widthPx];
  const turned = (x: number, y: number) => unturnPoint(x, y, quarterTurns, widthPx, heightPx);
  const uprightToMm = (x: number, y: number) => toMm(map, ...turned(x, y));
  const corner = uprightToMm(0, 0);
  const points: [px: number, py: number, xMm: number, yMm: number][] = [];
  for (let i = 0; i <= 6; i++) {
    for (let k = 0; k <= 6; k++) {
      const tx = ((width - 1) * i) / 6;
      const ty = ((height - 1) * k) / 6;
      const [u, v] = uprightToMm(tx, ty);
      points.push([...turned(tx, ty), u - corner[0], v - corner[1]]);
    }
  }
  const rows = new Float64Array(points.length * 2 * 8);
  const targets = new Float64Array(points.length * 2);
  points.forEach(([px, py, u, v], i) => {
    rows.set([u / 100, v / 100, 1, 0, 0, 0, (-u / 100) * (px / 1000), (-v / 100) * (px / 1000)], 16 * i);
    rows.set([0, 0, 0, u / 100, v / 100, 1, (-u / 100) * (py / 1000), (-v / 100) * (py / 1000)], 16 * i + 8);
    targets[2 * i] = px / 1000;
    targets[2 * i + 1] = py / 1000;
  });
  const h = Array.from(leastSquares(rows, targets, new Float64Array(targets.length).fill(1), 8));
  const at = (i: number) => h[i] as number;
  const mmToPx = [
    at(0) * 10,
    at(1) * 10,
    at(2) * 1000,
    at(3) * 10,
    at(4) * 10,
    at(5) * 1000,
    at(6) / 100,
    at(7) / 100,
    1,
  ];
  const middle = [(width - 1) / 2, (height - 1) / 2] as const;
  const here = uprightToMm(middle[0], middle[1]);
  const right = uprightToMm(middle[0] + 1, middle[1]);
  const below = uprightToMm(middle[0], middle[1] + 1);
  return {
    mmToPx,
    quarterTurns,
    pitchPx: {
      x: 1 / Math.hypot(right[0] - here[0], below[0] - here[0]),
      y: 1 / Math.hypot(right[1] - here[1], below[1] - here[1]),
    },
    angleDeg: (-Math.atan2(right[1] - here[1], right[0] - here[0]) * 180) / Math.PI,
  };
}

/** The same of the page lying the other way up: millimetres run from its other corner. */
export function upsideDown({ mmToPx, quarterTurns, ...rest }: PageGeometry): PageGeometry {
  const isOffset = (i: number) => i % 3 === 2;
  return {
    ...rest,
    mmToPx: mmToPx.map((value, i) => (isOffset(i) ? value : -value)),
    quarterTurns: turnedFurther(quarterTurns, 2),
  };
}
