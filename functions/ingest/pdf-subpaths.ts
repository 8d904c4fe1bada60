import type { Affine } from './pdf-frame.ts';
import type { Pdfium } from './pdfium.ts';

/** A run of connected points in pixels: x0, y0, x1, y1 … */
export interface Subpath {
  readonly points: number[];
  readonly closed: boolean;
}

const SEGMENT_BEZIER = 1;
const SEGMENT_MOVE = 2;
/** Straight pieces of a flattened Bézier curve: below 0.01 px off for the curves of a trace. */
const PIECES_PER_CURVE = 12;

/**
 * Reads segments (by handle) into subpaths, curves flattened, mapped to pixels. `segmentAt` gives the handle of a
 * segment; `scratch` has room for two floats.
 */
export function readSubpaths(
  pdfium: Pdfium,
  count: number,
  segmentAt: (index: number) => number,
  map: Affine,
  scratch: number,
): Subpath[] {
  const [a, b, c, d, e, f] = map;
  const view = new DataView(pdfium.HEAPU8.buffer);
  const found: Subpath[] = [];
  let points: number[] = [];
  let closed = false;
  const curve: number[] = [];
  const finish = () => {
    if (points.length > 2) found.push({ points, closed });
    points = [];
    closed = false;
  };
  for (let i = 0; i < count; i++) {
    const segment = segmentAt(i);
    if (segment === 0 || pdfium._FPDFPathSegment_GetPoint(segment, scratch, scratch + 4) === 0) continue;
    const px = view.getFloat32(scratch, true);
    const py = view.getFloat32(scratch + 4, true);
    const x = a * px + c * py + e;
    const y = b * px + d * py + f;
    const type = pdfium._FPDFPathSegment_GetType(segment);
    if (type === SEGMENT_MOVE) {
      finish();
      points.push(x, y);
    } else if (type === SEGMENT_BEZIER) {
      curve.push(x, y);
      if (curve.length === 6) flatten(points, curve);
    } else {
      points.push(x, y);
    }
    if (pdfium._FPDFPathSegment_GetClose(segment) !== 0) {
      closed = true;
      points.push(points[0] ?? x, points[1] ?? y);
    }
  }
  finish();
  return found;
}

/** Appends the curve from the last point through two control points to its end; empties `curve`. */
function flatten(points: number[], curve: number[]): void {
  const [x0, y0] = [points.at(-2) ?? 0, points.at(-1) ?? 0];
  const [x1, y1, x2, y2, x3, y3] = curve as [number, number, number, number, number, number];
  for (let i = 1; i <= PIECES_PER_CURVE; i++) {
    const t = i / PIECES_PER_CURVE;
    const [u, w0, w3] = [1 - t, (1 - t) ** 3, t ** 3];
    const [w1, w2] = [3 * u * u * t, 3 * u * t * t];
    points.push(w0 * x0 + w1 * x1 + w2 * x2 + w3 * x3, w0 * y0 + w1 * y1 + w2 * y2 + w3 * y3);
  }
  curve.length = 0;
}
