import sharp from 'sharp';
import { fail, ok, type Result } from '../problems.ts';
import { type BmpHeader, readBmpHeader } from './bmp-header.ts';
import type { IngestLimits } from './limits.ts';
import { pageFacts } from './page-size.ts';
import type { PageFacts, RasterPage } from './types.ts';

/** Writers in the field leave out the last bytes; more than this part of the rows missing is a broken file. */
const MISSING_ROWS_TOLERATED = 0.02;

/** Facts of a bitmap from its header; nothing is allocated before the declared size is checked. */
export function bmpFacts(bytes: Uint8Array, limits: IngestLimits): Result<PageFacts> {
  const header = readBmpHeader(bytes);
  if (header === null) return fail('FILE_BROKEN');
  const facts = pageFacts(0, header.widthPx, header.heightPx, header.dpi, limits);
  if (!facts.ok) return facts;
  const wholeRows = Math.floor((bytes.length - header.pixelsAt) / header.rowBytes);
  const missing = header.heightPx - wholeRows;
  return missing > Math.max(2, header.heightPx * MISSING_ROWS_TOLERATED) ? fail('FILE_BROKEN') : facts;
}

/** The bitmap as RGB; rows that the file lacks are white. */
export async function decodeBmp(bytes: Uint8Array, limits: IngestLimits): Promise<Result<RasterPage>> {
  const facts = bmpFacts(bytes, limits);
  if (!facts.ok) return facts;
  const header = readBmpHeader(bytes);
  if (header === null) return fail('FILE_BROKEN');
  const { widthPx: width, heightPx: height } = header;
  const rgb = new Uint8Array(width * height * 3).fill(255);
  const pixel = pixelReader(bytes, header);
  for (let row = 0; row < height; row++) {
    const from = header.pixelsAt + row * header.rowBytes;
    if (from + header.rowBytes > bytes.length) break;
    const y = header.bottomUp ? height - 1 - row : row;
    for (let x = 0; x < width; x++) pixel(from, x, rgb, (y * width + x) * 3);
  }
  if (facts.value.widthPx === width) return ok({ ...facts.value, rgb });
  const raw = { raw: { width, height, channels: 3 as const } };
  const smaller = await sharp(rgb, raw)
    .resize(facts.value.widthPx, facts.value.heightPx, { fit: 'fill' })
    .raw()
    .toBuffer();
  return ok({ ...facts.value, rgb: new Uint8Array(smaller.buffer, smaller.byteOffset, smaller.length) });
}

type PixelReader = (rowAt: number, x: number, rgb: Uint8Array, to: number) => void;

function pixelReader(bytes: Uint8Array, header: BmpHeader): PixelReader {
  const bits = header.bitsPerPixel;
  if (bits <= 8) return paletteReader(bytes, header.palette, bits);
  if (bits === 24) {
    return (rowAt, x, rgb, to) => {
      const at = rowAt + 3 * x;
      rgb[to] = bytes[at + 2] as number;
      rgb[to + 1] = bytes[at + 1] as number;
      rgb[to + 2] = bytes[at] as number;
    };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const channels = header.masks.map(channelOf);
  return (rowAt, x, rgb, to) => {
    const value = bits === 16 ? view.getUint16(rowAt + 2 * x, true) : view.getUint32(rowAt + 4 * x, true);
    for (let c = 0; c < 3; c++) rgb[to + c] = channels[c]?.(value) ?? 0;
  };
}

function paletteReader(bytes: Uint8Array, palette: Uint8Array, bits: number): PixelReader {
  const perByte = 8 / bits;
  const mask = 2 ** bits - 1;
  return (rowAt, x, rgb, to) => {
    const byte = bytes[rowAt + Math.floor(x / perByte)] as number;
    const entry = 3 * ((byte >> (8 - bits - (x % perByte) * bits)) & mask);
    rgb[to] = palette[entry] as number;
    rgb[to + 1] = palette[entry + 1] as number;
    rgb[to + 2] = palette[entry + 2] as number;
  };
}

/** Reads the channel under a bit mask as 0…255. */
function channelOf(mask: number): (value: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const highest = mask >>> shift;
  return (value) => Math.round((((value & mask) >>> shift) * 255) / highest);
}
