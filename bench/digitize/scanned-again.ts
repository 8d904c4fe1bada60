import sharp from 'sharp';
import type { DecodedPage, RasterPage } from '../../functions/ingest/types.ts';

/** How a page comes from the scanner: in colour, grey, as line art, or as a small JPEG of quality 50. */
export const SCAN_MODES = ['colour', 'grey', 'bw', 'jpeg50'] as const;
export type ScanMode = (typeof SCAN_MODES)[number];

/** Line art of office scanners: black below the middle of the scale, whatever the page looks like. */
const LINE_ART_THRESHOLD = 128;

/** A page as if it had been rasterised at another resolution and in a scanner's mode. Its drawing is gone, as in a scan. */
export async function scannedAgain(
  { raster, drawing }: DecodedPage,
  dpi: number,
  mode: ScanMode,
): Promise<DecodedPage> {
  const native = (drawing?.pxPerPt ?? 300 / 72) * 72;
  const widthPx = Math.round((raster.widthPx * dpi) / native);
  let image = sharp(raster.rgb, { raw: { width: raster.widthPx, height: raster.heightPx, channels: 3 } });
  if (widthPx !== raster.widthPx) image = image.resize(widthPx);
  if (mode === 'grey') image = image.greyscale();
  if (mode === 'bw') image = image.greyscale().threshold(LINE_ART_THRESHOLD);
  if (mode === 'jpeg50') image = sharp(await image.jpeg({ quality: 50, chromaSubsampling: '4:2:0' }).toBuffer());
  const { data, info } = await image.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return {
    raster: { ...raster, widthPx: info.width, heightPx: info.height, rgb: rgbOf(data, info.channels) },
    drawing: null,
  };
}

/** Three values a pixel, whether the picture came with one or three. */
function rgbOf(data: Buffer, channels: number): RasterPage['rgb'] {
  if (channels === 3) return new Uint8Array(data);
  const rgb = new Uint8Array((3 * data.length) / channels);
  for (let i = 0, o = 0; o < rgb.length; i += channels, o += 3) rgb.fill(data[i] ?? 0, o, o + 3);
  return rgb;
}
