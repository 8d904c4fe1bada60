import { fail, ok, type Result } from '../problems.ts';
import { type IngestLimits, LONG_SIDE_PX } from './limits.ts';
import { pageFacts } from './page-size.ts';
import { withPdf } from './pdf-document.ts';
import { drawingOf } from './pdf-drawing.ts';
import { scannedDpi } from './pdf-images.ts';
import { hasActiveContent } from './pdf-scripts.ts';
import type { Pdfium } from './pdfium.ts';
import type { DecodedPage, PageFacts } from './types.ts';

const RASTER_DPI = 300;
const POINTS_PER_INCH = 72;
/** A page smaller than this in points has no place for an ECG; larger ones are scaled, so only sanity is checked. */
const LARGEST_PAGE_PT = 14_400 * 75;
const FORMAT_BGRX = 3;
const WHITE = 0xffffffff | 0;
const RENDER_ANNOTATIONS = 0x01;
const RGB_ORDER = 0x10;

/** Facts of every page as it will be rasterised. FILE_ACTIVE_CONTENT for documents that carry scripts. */
export async function pdfFacts(bytes: Uint8Array, limits: IngestLimits): Promise<Result<PageFacts[]>> {
  if (hasActiveContent(bytes)) return fail('FILE_ACTIVE_CONTENT');
  return withPdf(bytes, limits, (pdfium, document) => {
    if (pdfium._FPDFDoc_GetJavaScriptActionCount(document) > 0) return fail('FILE_ACTIVE_CONTENT');
    const count = pdfium._FPDF_GetPageCount(document);
    if (count < 1) return fail('FILE_BROKEN');
    if (count > limits.pages) return fail('TOO_MANY_PAGES', `It has ${count}, the limit is ${limits.pages}.`);
    const pages: PageFacts[] = [];
    for (let index = 0; index < count; index++) {
      const facts = withPage(pdfium, document, index, (page) => factsOf(pdfium, page, index, limits));
      if (!facts.ok) return facts;
      pages.push(facts.value);
    }
    return ok(pages);
  });
}

/**
 * One page as pixels and as the drawing that the file holds: 300 dpi, or the scan's own resolution where the page
 * is one scanned picture; long side at most 4500 px.
 */
export async function decodePdf(
  bytes: Uint8Array,
  pageIndex: number,
  limits: IngestLimits,
): Promise<Result<DecodedPage>> {
  return withPdf(bytes, limits, (pdfium, document) => {
    if (pageIndex < 0 || pageIndex >= pdfium._FPDF_GetPageCount(document)) return fail('PAGE_NOT_FOUND');
    return withPage(pdfium, document, pageIndex, (page) => {
      const facts = factsOf(pdfium, page, pageIndex, limits);
      if (!facts.ok) return facts;
      const rgb = rasterise(pdfium, page, facts.value.widthPx, facts.value.heightPx);
      if (rgb === null) return fail('DECOMPRESSION_LIMIT');
      const drawing = drawingOf(pdfium, page, facts.value.widthPx, facts.value.heightPx);
      return ok({ raster: { ...facts.value, rgb }, drawing });
    });
  });
}

function withPage<T>(pdfium: Pdfium, document: number, index: number, work: (page: number) => Result<T>): Result<T> {
  const page = pdfium._FPDF_LoadPage(document, index);
  if (page === 0) return fail('FILE_BROKEN');
  const result = work(page);
  pdfium._FPDF_ClosePage(page);
  return result;
}

function factsOf(pdfium: Pdfium, page: number, index: number, limits: IngestLimits): Result<PageFacts> {
  const widthPt = pdfium._FPDF_GetPageWidthF(page);
  const heightPt = pdfium._FPDF_GetPageHeightF(page);
  if (!(widthPt > 0 && heightPt > 0) || Math.max(widthPt, heightPt) > LARGEST_PAGE_PT) return fail('FILE_BROKEN');
  const wanted = (scannedDpi(pdfium, page, widthPt, heightPt) ?? RASTER_DPI) / POINTS_PER_INCH;
  const pxPerPt = Math.min(wanted, LONG_SIDE_PX / Math.max(widthPt, heightPt));
  const [widthPx, heightPx] = [Math.round(widthPt * pxPerPt), Math.round(heightPt * pxPerPt)];
  return pageFacts(index, widthPx, heightPx, pxPerPt * POINTS_PER_INCH, limits);
}

function rasterise(pdfium: Pdfium, page: number, width: number, height: number): Uint8Array | null {
  const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, FORMAT_BGRX, 0, 0);
  if (bitmap === 0) return null;
  pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, RENDER_ANNOTATIONS | RGB_ORDER);
  const from = pdfium._FPDFBitmap_GetBuffer(bitmap);
  const stride = pdfium._FPDFBitmap_GetStride(bitmap);
  const heap = pdfium.HEAPU8;
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0, at = from + y * stride; x < width; x++, at += 4) {
      rgb[to++] = heap[at] as number;
      rgb[to++] = heap[at + 1] as number;
      rgb[to++] = heap[at + 2] as number;
    }
  }
  pdfium._FPDFBitmap_Destroy(bitmap);
  return rgb;
}
