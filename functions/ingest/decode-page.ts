import { fail, ok, type Result } from '../problems.ts';
import { decodeBmp } from './bmp-page.ts';
import { DEFAULT_INGEST_LIMITS, type IngestLimits } from './limits.ts';
import { decodePdf } from './pdf-page.ts';
import { asPositive } from './positive.ts';
import { decodeRaster } from './raster-file.ts';
import type { DecodedPage, MediaType, RasterPage } from './types.ts';

/**
 * Decodes one page of a file that `ingest` accepted: upright 8-bit RGB, long side at most 4500 px, dark ink on light ground, with the exact
 * drawing where the file is a PDF. `mediaType` is what `ingest` answered, never what a client claimed.
 */
export async function decodePage(
  bytes: Uint8Array,
  mediaType: MediaType,
  pageIndex: number,
  limits: IngestLimits = DEFAULT_INGEST_LIMITS,
): Promise<Result<DecodedPage>> {
  switch (mediaType) {
    case 'application/pdf':
      return decodePdf(bytes, pageIndex, limits);
    case 'image/bmp':
      return pageIndex === 0 ? pixelsOnly(await decodeBmp(bytes, limits)) : fail('PAGE_NOT_FOUND');
    case 'image/png':
    case 'image/jpeg':
    case 'image/webp':
    case 'image/gif':
    case 'image/heic':
      return pageIndex === 0 ? pixelsOnly(await decodeRaster(bytes, mediaType, 0, limits)) : fail('PAGE_NOT_FOUND');
    case 'image/tiff':
      return pixelsOnly(await decodeRaster(bytes, mediaType, pageIndex, limits));
    default:
      return fail('FILE_TYPE_UNSUPPORTED', 'It holds no page.');
  }
}

function pixelsOnly(raster: Result<RasterPage>): Result<DecodedPage> {
  return raster.ok ? ok({ raster: asPositive(raster.value), drawing: null }) : raster;
}
