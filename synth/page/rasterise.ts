import type { Raster, Role } from '../types.ts';
import { type Coverage, emptyCoverage, wipe } from './coverage.ts';
import type { Drawing, Item, TextRun } from './drawing.ts';
import { fillContours } from './fill.ts';
import { glyphFor } from './fonts.ts';
import { strokeSegment } from './stroke.ts';

export interface RasterOptions {
  readonly pxPerMm: number;
  /** False: every pixel is ink or paper, as screen exports and thermal heads draw. */
  readonly antialias: boolean;
  /** Roles whose coverage is wanted as separate planes. */
  readonly masks: readonly Role[];
}

export interface Rasterised {
  readonly raster: Raster;
  readonly masks: Partial<Record<Role, Uint8Array>>;
}

function coverText(plane: Coverage, run: TextRun, pxPerMm: number): void {
  let penMm = run.xMm;
  for (const character of run.text) {
    const glyph = glyphFor(run.font, character);
    if (glyph.contours.length > 0)
      fillContours(
        plane,
        glyph.contours.map((contour) =>
          contour.map((value, i) =>
            i % 2 === 0 ? (penMm + value * run.sizeMm) * pxPerMm - 0.5 : (run.yMm + value * run.sizeMm) * pxPerMm - 0.5,
          ),
        ),
      );
    penMm += glyph.advance * run.sizeMm;
  }
}

function coverItem(plane: Coverage, item: Item, { pxPerMm, antialias }: RasterOptions): void {
  if (item.kind === 'text') {
    coverText(plane, item, pxPerMm);
    return;
  }
  const px = item.points.map((mm) => mm * pxPerMm - 0.5);
  if (item.kind === 'filled') {
    fillContours(plane, [px]);
    return;
  }
  // A head that cannot draw grey never draws less than one dot.
  const widthPx = antialias ? item.widthMm * pxPerMm : Math.max(1, item.widthMm * pxPerMm);
  const step = item.kind === 'polyline' ? 2 : 4;
  for (let i = 0; i + 3 < px.length; i += step)
    strokeSegment(plane, px[i] ?? 0, px[i + 1] ?? 0, px[i + 2] ?? 0, px[i + 3] ?? 0, widthPx);
}

function harden(plane: Coverage): void {
  for (let y = plane.top; y <= plane.bottom; y++)
    for (let i = y * plane.width + plane.left; i <= y * plane.width + plane.right; i++)
      plane.values[i] = (plane.values[i] ?? 0) >= 110 ? 255 : 0;
}

function paint(rgb: Uint8Array, plane: Coverage, item: Item): void {
  const [red, green, blue] = item.color;
  for (let y = plane.top; y <= plane.bottom; y++)
    for (let i = y * plane.width + plane.left; i <= y * plane.width + plane.right; i++) {
      const covered = plane.values[i] ?? 0;
      if (covered === 0) continue;
      const ink = (covered / 255) * item.opacity;
      const at = 3 * i;
      rgb[at] = (rgb[at] ?? 0) * (1 - ink) + red * ink + 0.5;
      rgb[at + 1] = (rgb[at + 1] ?? 0) * (1 - ink) + green * ink + 0.5;
      rgb[at + 2] = (rgb[at + 2] ?? 0) * (1 - ink) + blue * ink + 0.5;
    }
}

function addMask(mask: Uint8Array, plane: Coverage): void {
  for (let y = plane.top; y <= plane.bottom; y++)
    for (let i = y * plane.width + plane.left; i <= y * plane.width + plane.right; i++)
      if ((plane.values[i] ?? 0) > (mask[i] ?? 0)) mask[i] = plane.values[i] ?? 0;
}

/**
 * Paints a drawing. Page millimetre (x, y) lies at pixel-index coordinate (x · pxPerMm − ½, y · pxPerMm − ½): the
 * page's corner is the corner of the first pixel, whose centre is (0, 0).
 */
export function rasterise(drawing: Drawing, options: RasterOptions): Rasterised {
  const width = Math.round(drawing.widthMm * options.pxPerMm);
  const height = Math.round(drawing.heightMm * options.pxPerMm);
  const rgb = new Uint8Array(3 * width * height);
  rgb.set(drawing.paper);
  for (let done = 3; done < rgb.length; done *= 2) rgb.copyWithin(done, 0, Math.min(done, rgb.length - done));
  const plane = emptyCoverage(width, height);
  const masks: Partial<Record<Role, Uint8Array>> = {};
  for (const role of options.masks) masks[role] = new Uint8Array(width * height);
  for (const item of drawing.items) {
    coverItem(plane, item, options);
    if (!options.antialias) harden(plane);
    paint(rgb, plane, item);
    const mask = masks[item.role];
    if (mask !== undefined) addMask(mask, plane);
    wipe(plane);
  }
  return { raster: { width, height, rgb }, masks };
}
