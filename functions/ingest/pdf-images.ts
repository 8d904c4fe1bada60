import type { Pdfium } from './pdfium.ts';

const OBJECT_IMAGE = 3;
const OBJECT_FORM = 5;
/** A picture that covers this part of the page is a scan of it. */
const SCAN_COVERS = 0.5;
const [LOWEST_DPI, HIGHEST_DPI] = [100, 600];
const DEEPEST_FORM = 3;
const OBJECTS_LOOKED_AT = 2000;

/**
 * Resolution of the scanned picture that fills the page, so that it is rasterised pixel for pixel instead of being
 * resampled; null where the page is a drawing.
 */
export function scannedDpi(pdfium: Pdfium, page: number, widthPt: number, heightPt: number): number | null {
  const scratch = pdfium._malloc(16);
  let best: { areaPt: number; dpi: number } | null = null;
  const visit = (object: number, depth: number): void => {
    const type = pdfium._FPDFPageObj_GetType(object);
    if (type === OBJECT_FORM && depth < DEEPEST_FORM) {
      const count = Math.min(pdfium._FPDFFormObj_CountObjects(object), OBJECTS_LOOKED_AT);
      for (let i = 0; i < count; i++) visit(pdfium._FPDFFormObj_GetObject(object, i), depth + 1);
    }
    if (type !== OBJECT_IMAGE) return;
    if (pdfium._FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) return;
    const view = new DataView(pdfium.HEAPU8.buffer);
    const shownPt = view.getFloat32(scratch + 8, true) - view.getFloat32(scratch, true);
    const shownHighPt = view.getFloat32(scratch + 12, true) - view.getFloat32(scratch + 4, true);
    if (pdfium._FPDFImageObj_GetImagePixelSize(object, scratch, scratch + 4) === 0) return;
    const after = new DataView(pdfium.HEAPU8.buffer);
    const longPx = Math.max(after.getUint32(scratch, true), after.getUint32(scratch + 4, true));
    const areaPt = shownPt * shownHighPt;
    if (best === null || areaPt > best.areaPt) best = { areaPt, dpi: (longPx * 72) / Math.max(shownPt, shownHighPt) };
  };
  const count = Math.min(pdfium._FPDFPage_CountObjects(page), OBJECTS_LOOKED_AT);
  for (let i = 0; i < count; i++) visit(pdfium._FPDFPage_GetObject(page, i), 0);
  pdfium._free(scratch);
  const found = best as { areaPt: number; dpi: number } | null;
  if (found === null || found.areaPt < SCAN_COVERS * widthPt * heightPt) return null;
  return Math.max(LOWEST_DPI, Math.min(HIGHEST_DPI, found.dpi));
}
