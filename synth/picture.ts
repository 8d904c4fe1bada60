import sharp, { type Sharp } from 'sharp';
import type { Raster } from './types.ts';

const raw = (raster: Raster): Sharp =>
  sharp(raster.rgb, { raw: { width: raster.width, height: raster.height, channels: 3 } });

/** The picture as a PNG; `colours` ≤ 256 makes it small with a palette. */
export function toPng(raster: Raster, colours?: number): Promise<Buffer> {
  return raw(raster)
    .png(colours === undefined ? { compressionLevel: 6 } : { palette: true, colours, compressionLevel: 9, effort: 7 })
    .toBuffer();
}

/** The picture as a JPEG of a quality 1–100 with halved colour, as cameras write it. */
export function toJpeg(raster: Raster, quality: number): Promise<Buffer> {
  return raw(raster).jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer();
}

/** Pictures as the pages of one TIFF; smaller ones stand at the top left of pages as large as the largest. */
export async function toTiff(rasters: readonly Raster[]): Promise<Buffer> {
  const pages = await Promise.all(rasters.map((raster) => toPng(raster)));
  const joined = sharp(pages, { join: { animated: true, background: 'white', halign: 'left', valign: 'top' } });
  return joined.removeAlpha().tiff({ compression: 'lzw' }).toBuffer();
}

/** Luma of every pixel (Rec. 601) in all three channels. */
export function toGrey(raster: Raster): Raster {
  const rgb = new Uint8Array(raster.rgb.length);
  for (let i = 0; i < rgb.length; i += 3) {
    const luma = 0.299 * (raster.rgb[i] ?? 0) + 0.587 * (raster.rgb[i + 1] ?? 0) + 0.114 * (raster.rgb[i + 2] ?? 0);
    rgb[i] = luma + 0.5;
    rgb[i + 1] = luma + 0.5;
    rgb[i + 2] = luma + 0.5;
  }
  return { ...raster, rgb };
}

/** Black where the luma is below the threshold, else white. */
export function toBlackAndWhite(raster: Raster, threshold: number): Raster {
  const { rgb, ...size } = toGrey(raster);
  return { ...size, rgb: rgb.map((value) => (value < threshold ? 0 : 255)) };
}
