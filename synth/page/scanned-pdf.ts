import { toJpeg } from '../picture.ts';
import type { Raster } from '../types.ts';
import { pdfFile, pdfStream } from './pdf-file.ts';

/** A picture with the density at which the scanner took it. */
export interface ScannedSheet {
  readonly picture: Raster;
  readonly pxPerMm: number;
}

const POINTS_PER_MM = 72 / 25.4;

/** Pictures as office scanners file them: a PDF with one JPEG over the whole of each page. */
export async function toScannedPdf(sheets: readonly ScannedSheet[], quality: number): Promise<Buffer> {
  const pageNumber = (i: number): number => 3 + 3 * i;
  const kids = sheets.map((_, i) => `${pageNumber(i)} 0 R`).join(' ');
  const objects: Uint8Array[] = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${sheets.length} >>`),
  ];
  for (const [i, { picture, pxPerMm }] of sheets.entries()) {
    const { width, height } = picture;
    const [w, h] = [width, height].map((px) => ((px / pxPerMm) * POINTS_PER_MM).toFixed(3));
    const at = pageNumber(i);
    const resources = `/Resources << /XObject << /Scan ${at + 2} 0 R >> >>`;
    objects.push(
      Buffer.from(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] ${resources} /Contents ${at + 1} 0 R >>`),
      pdfStream('', Buffer.from(`q ${w} 0 0 ${h} 0 0 cm /Scan Do Q`)),
      pdfStream(
        `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`,
        await toJpeg(picture, quality),
      ),
    );
  }
  return pdfFile(objects, 1);
}
