/** Layout of a Windows bitmap, from BITMAPFILEHEADER and BITMAPINFOHEADER (MS-WMF 2.2.2.9 and Windows GDI). */
export interface BmpHeader {
  readonly widthPx: number;
  readonly heightPx: number;
  /** First row in the file is the lowest of the picture. */
  readonly bottomUp: boolean;
  readonly bitsPerPixel: 1 | 4 | 8 | 16 | 24 | 32;
  readonly pixelsAt: number;
  /** Bytes a row, padded to four. */
  readonly rowBytes: number;
  /** R, G, B of each palette entry. */
  readonly palette: Uint8Array;
  /** Bit masks of red, green and blue for 16 and 32 bits a pixel. */
  readonly masks: readonly [number, number, number];
  readonly dpi: number | null;
}

const CORE_HEADER_BYTES = 12;
const BI_RGB = 0;
const BI_BITFIELDS = 3;
const BI_ALPHABITFIELDS = 6;

/** Reads the header; null where it is damaged or the pixels are run-length coded, which no scanner writes. */
export function readBmpHeader(bytes: Uint8Array): BmpHeader | null {
  if (bytes.length < 54) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = view.getUint32(14, true);
  if (headerBytes === CORE_HEADER_BYTES || 14 + headerBytes > bytes.length) return null;
  const widthPx = view.getInt32(18, true);
  const signedHeight = view.getInt32(22, true);
  const bits = view.getUint16(28, true);
  const compression = view.getUint32(30, true);
  const hasMasks = compression === BI_BITFIELDS || compression === BI_ALPHABITFIELDS;
  if (widthPx <= 0 || signedHeight === 0 || !isDepth(bits) || (compression !== BI_RGB && !hasMasks)) return null;
  const pixelsPerMetre = view.getInt32(38, true);
  const masksAt = 54;
  const paletteAt = 14 + headerBytes + (hasMasks && headerBytes === 40 ? 12 : 0);
  return {
    widthPx,
    heightPx: Math.abs(signedHeight),
    bottomUp: signedHeight > 0,
    bitsPerPixel: bits,
    pixelsAt: view.getUint32(10, true),
    rowBytes: Math.ceil((widthPx * bits) / 32) * 4,
    palette: bits <= 8 ? readPalette(bytes, paletteAt, view.getUint32(46, true) || 2 ** bits) : new Uint8Array(0),
    masks:
      hasMasks && bytes.length >= masksAt + 12
        ? [view.getUint32(masksAt, true), view.getUint32(masksAt + 4, true), view.getUint32(masksAt + 8, true)]
        : bits === 16
          ? [0x7c00, 0x03e0, 0x001f]
          : [0xff0000, 0x00ff00, 0x0000ff],
    dpi: pixelsPerMetre > 0 ? pixelsPerMetre * 0.0254 : null,
  };
}

function isDepth(bits: number): bits is BmpHeader['bitsPerPixel'] {
  return [1, 4, 8, 16, 24, 32].includes(bits);
}

function readPalette(bytes: Uint8Array, at: number, stated: number): Uint8Array {
  const count = Math.max(0, Math.min(256, stated, Math.floor((bytes.length - at) / 4)));
  const palette = new Uint8Array(256 * 3);
  for (let i = 0; i < count; i++) {
    palette[3 * i] = bytes[at + 4 * i + 2] ?? 0;
    palette[3 * i + 1] = bytes[at + 4 * i + 1] ?? 0;
    palette[3 * i + 2] = bytes[at + 4 * i] ?? 0;
  }
  return palette;
}
