import type { Frame } from '../../functions/digitize/flat-page/rectify.ts';
import { leastSquares } from '../../functions/digitize/maths/least-squares.ts';
import type { GeometryTruth } from './geometry-truth.ts';

/** How a frame's millimetres differ from the sheet's within the box of the traces. */
export interface GeometryError {
  /** Error of the scale over the whole box, %. */
  readonly pitchX: number;
  readonly pitchY: number;
  /** 95th percentile of the error of the scale over 10 mm, both axes, %. */
  readonly local: number;
  /** What is left after the best affine fit, RMS of both axes together, mm. */
  readonly bendMm: number;
  /** Deviation of the frame's axes from a right angle and from the sheet's, degrees; the larger. */
  readonly shearDeg: number;
}

const STEP_MM = 5;

/** Null where the frame shows too little of the box. */
export function geometryError(
  frame: Frame,
  toPage: (x: number, y: number) => readonly [number, number],
  truth: GeometryTruth,
): GeometryError | null {
  const { pitchPx } = frame;
  const columns = Math.floor(frame.ink.widthPx / pitchPx.x / STEP_MM);
  const rows = Math.floor(frame.ink.heightPx / pitchPx.y / STEP_MM);
  const [left, top, width, height] = truth.traceBoxMm;
  const sheet: (readonly [number, number] | null)[] = [];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const place = truth.paperAt(...toPage(c * STEP_MM * pitchPx.x, r * STEP_MM * pitchPx.y));
      const inside =
        place !== null && place[0] >= left && place[0] <= left + width && place[1] >= top && place[1] <= top + height;
      sheet.push(inside ? place : null);
    }
  const known = sheet.flatMap((place, i) =>
    place === null ? [] : [[(i % columns) * STEP_MM, Math.floor(i / columns) * STEP_MM, ...place] as const],
  );
  if (known.length < 50) return null;
  const rows3 = Float64Array.from(known.flatMap(([u, v]) => [u / 100, v / 100, 1]));
  const ones = new Float64Array(known.length).fill(1);
  const fit = (axis: 2 | 3) =>
    leastSquares(
      rows3,
      Float64Array.from(known, (k) => k[axis]),
      ones,
      3,
    );
  const [x, y] = [fit(2), fit(3)];
  let squares = 0;
  known.forEach(([u, v, sx, sy]) => {
    squares += (sx - (x[0]! * u) / 100 - (x[1]! * v) / 100 - x[2]!) ** 2;
    squares += (sy - (y[0]! * u) / 100 - (y[1]! * v) / 100 - y[2]!) ** 2;
  });
  const scale = 100;
  // A frame a quarter turn off measures the sheet's y along its x: the larger coefficient is the axis that it shows.
  const swapped = Math.abs(x[1]!) > Math.abs(x[0]!);
  const [xScale, xOther, yScale, yOther] = swapped ? [y[0]!, x[0]!, x[1]!, y[1]!] : [x[0]!, y[0]!, y[1]!, x[1]!];
  return {
    pitchX: 100 * (Math.abs(xScale) / scale - 1),
    pitchY: 100 * (Math.abs(yScale) / scale - 1),
    local: local(sheet, columns),
    bendMm: Math.sqrt(squares / known.length),
    shearDeg: (Math.max(Math.abs(xOther), Math.abs(yOther)) / scale / Math.PI) * 180,
  };
}

/** 95th percentile of |true distance / frame's distance − 1| of points 10 mm apart along either axis, %. */
function local(sheet: readonly (readonly [number, number] | null)[], columns: number): number {
  const errors: number[] = [];
  const compare = (
    a: readonly [number, number] | null | undefined,
    b: readonly [number, number] | null | undefined,
  ) => {
    if (a && b) errors.push(100 * Math.abs(Math.hypot(a[0] - b[0], a[1] - b[1]) / (2 * STEP_MM) - 1));
  };
  sheet.forEach((place, i) => {
    if ((i % columns) + 2 < columns) compare(place, sheet[i + 2]);
    compare(place, sheet[i + 2 * columns]);
  });
  errors.sort((a, b) => a - b);
  return errors[Math.floor(errors.length * 0.95)] ?? 0;
}
