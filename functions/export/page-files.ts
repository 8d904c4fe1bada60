import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import type { RasterPage } from '../ingest/types.ts';

const POINTS_PER_INCH = 72;
/** Where the file states no resolution. */
const USUAL_DPI = 300;

/** The page's pixels as PNG and nothing else: no metadata of the file that they came from. */
export function pagePng({ rgb, widthPx: width, heightPx: height }: RasterPage): Promise<Buffer> {
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 4 })
    .toBuffer();
}

/** A PDF of one page of the same size on paper, which holds the page's pixels and nothing else: no text, no drawing, no metadata. */
export async function pagePdf(page: RasterPage): Promise<Buffer> {
  const pointsPerPx = POINTS_PER_INCH / (page.dpi ?? USUAL_DPI);
  const size: [number, number] = [page.widthPx * pointsPerPx, page.heightPx * pointsPerPx];
  // A fixed date, since the day of the copy is nobody's concern and the same page gives the same bytes.
  const info = { Producer: 'ecgraph', Creator: 'ecgraph', CreationDate: new Date(0) };
  const pdf = new PDFDocument({ size, margin: 0, info });
  pdf.image(await pagePng(page), 0, 0, { width: size[0], height: size[1] });
  pdf.end();
  return buffer(pdf);
}
