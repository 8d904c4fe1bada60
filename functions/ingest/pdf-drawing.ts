import { type Affine, compose, pageToPixels, stretchOf } from './pdf-frame.ts';
import { readSubpaths } from './pdf-subpaths.ts';
import { textsOf } from './pdf-texts.ts';
import type { Pdfium } from './pdfium.ts';
import { clipPolyline, intersect, type Rect } from './polyline-clip.ts';
import type { VectorDrawing, VectorPath } from './types.ts';

const OBJECT_PATH = 2;
const OBJECT_IMAGE = 3;
const OBJECT_FORM = 5;
const DEEPEST_FORM = 12;
/** An ECG page has some ten thousand points; a map or a plan with millions is no ECG and would only cost time. */
const SEGMENT_LIMIT = 1_500_000;

type Rgb = readonly [number, number, number];

/**
 * The paths and texts of a page in the pixels of its raster, forms resolved, curves flattened, clipped. Null where
 * the page holds no path, or more than any report does.
 */
export function drawingOf(pdfium: Pdfium, page: number, width: number, height: number): VectorDrawing | null {
  const toPixels = pageToPixels(pdfium, page, width, height);
  const scratch = pdfium._malloc(32);
  const paths: VectorPath[] = [];
  let segments = 0;
  let picturePx = 0;

  const visit = (object: number, map: Affine, clip: Rect, depth: number): void => {
    if (segments > SEGMENT_LIMIT) return;
    const type = pdfium._FPDFPageObj_GetType(object);
    if (type !== OBJECT_PATH && type !== OBJECT_FORM && type !== OBJECT_IMAGE) return;
    const visible = intersect(clip, clipOf(pdfium, object, map, scratch, clip));
    const own = compose(map, matrixOf(pdfium, object, scratch));
    if (type === OBJECT_FORM) {
      if (depth >= DEEPEST_FORM) return;
      const count = pdfium._FPDFFormObj_CountObjects(object);
      for (let i = 0; i < count; i++) visit(pdfium._FPDFFormObj_GetObject(object, i), own, visible, depth + 1);
      return;
    }
    if (type === OBJECT_IMAGE) {
      picturePx += areaOf(intersect(visible, boundsOf(unitSquare(own))));
      return;
    }
    segments += pdfium._FPDFPath_CountSegments(object);
    addPath(pdfium, object, own, visible, scratch, paths);
  };

  const count = pdfium._FPDFPage_CountObjects(page);
  for (let i = 0; i < count; i++) visit(pdfium._FPDFPage_GetObject(page, i), toPixels, [0, 0, width, height], 0);
  pdfium._free(scratch);
  if (paths.length === 0 || segments > SEGMENT_LIMIT) return null;
  const [a, b, c, d] = toPixels;
  const axisPxPerPt = { x: Math.hypot(a, c), y: Math.hypot(b, d) };
  const picturePart = Math.min(1, picturePx / (width * height));
  return { pxPerPt: stretchOf(toPixels), axisPxPerPt, picturePart, paths, texts: textsOf(pdfium, page, toPixels) };
}

function addPath(pdfium: Pdfium, path: number, map: Affine, clip: Rect, scratch: number, into: VectorPath[]): void {
  if (pdfium._FPDFPath_GetDrawMode(path, scratch, scratch + 4) === 0) return;
  const mode = new DataView(pdfium.HEAPU8.buffer);
  const filled = mode.getInt32(scratch, true) !== 0;
  const stroked = mode.getInt32(scratch + 4, true) !== 0;
  if (!filled && !stroked) return;
  const strokeRgb = stroked ? colourOf(pdfium, path, pdfium._FPDFPageObj_GetStrokeColor, scratch) : null;
  const fillRgb = filled ? colourOf(pdfium, path, pdfium._FPDFPageObj_GetFillColor, scratch) : null;
  if (strokeRgb === null && fillRgb === null) return;
  pdfium._FPDFPageObj_GetStrokeWidth(path, scratch);
  const strokeWidthPx = new DataView(pdfium.HEAPU8.buffer).getFloat32(scratch, true) * stretchOf(map);
  const dashed = pdfium._FPDFPageObj_GetDashCount(path) > 0;
  const count = pdfium._FPDFPath_CountSegments(path);
  const subpaths = readSubpaths(pdfium, count, (i) => pdfium._FPDFPath_GetPathSegment(path, i), map, scratch);
  for (const subpath of subpaths) {
    for (const points of clipPolyline(subpath.points, clip)) {
      const closed = subpath.closed && points === subpath.points;
      into.push({ points: Float64Array.from(points), strokeRgb, fillRgb, strokeWidthPx, closed, dashed });
    }
  }
}

function matrixOf(pdfium: Pdfium, object: number, scratch: number): Affine {
  pdfium._FPDFPageObj_GetMatrix(object, scratch);
  const view = new DataView(pdfium.HEAPU8.buffer);
  const at = (i: number) => view.getFloat32(scratch + 4 * i, true);
  return [at(0), at(1), at(2), at(3), at(4), at(5)];
}

/** Null for what is invisible: fully transparent. */
function colourOf(
  pdfium: Pdfium,
  object: number,
  read: (object: number, r: number, g: number, b: number, a: number) => number,
  scratch: number,
): Rgb | null {
  if (read(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) return [0, 0, 0];
  const view = new DataView(pdfium.HEAPU8.buffer);
  const at = (i: number) => view.getUint32(scratch + 4 * i, true);
  return at(3) === 0 ? null : [at(0), at(1), at(2)];
}

/** The bounding box of what the object is clipped to; reports clip to rectangles. */
function clipOf(pdfium: Pdfium, object: number, map: Affine, scratch: number, whole: Rect): Rect {
  const clip = pdfium._FPDFPageObj_GetClipPath(object);
  let visible = whole;
  if (clip === 0) return visible;
  const paths = pdfium._FPDFClipPath_CountPaths(clip);
  for (let path = 0; path < paths; path++) {
    const count = pdfium._FPDFClipPath_CountPathSegments(clip, path);
    const segmentAt = (i: number) => pdfium._FPDFClipPath_GetPathSegment(clip, path, i);
    const points = readSubpaths(pdfium, Math.max(0, count), segmentAt, map, scratch).flatMap((each) => each.points);
    if (points.length > 0) visible = intersect(visible, boundsOf(points));
  }
  return visible;
}

/** Corners of what a map makes of the unit square, on which pictures are painted. */
function unitSquare([a, b, c, d, e, f]: Affine): number[] {
  return [e, f, a + e, b + f, c + e, d + f, a + c + e, b + d + f];
}

function areaOf([left, top, right, bottom]: Rect): number {
  return Math.max(0, right - left) * Math.max(0, bottom - top);
}

function boundsOf(points: readonly number[]): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < points.length; i += 2) {
    left = Math.min(left, points[i] as number);
    right = Math.max(right, points[i] as number);
    top = Math.min(top, points[i + 1] as number);
    bottom = Math.max(bottom, points[i + 1] as number);
  }
  return [left, top, right, bottom];
}
