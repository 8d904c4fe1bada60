import type { MediaType } from './types.ts';

/**
 * Whether a picture file ends where its own structure says, without decoding it. False means cut short.
 * Only what is certain is judged: types without a stated end count as whole.
 */
export function looksWhole(bytes: Uint8Array, mediaType: MediaType): boolean {
  switch (mediaType) {
    case 'image/png':
      return reachesPngEnd(bytes);
    case 'image/jpeg':
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf(Buffer.of(0xff, 0xd9)) > 0;
    case 'image/webp':
      return new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) + 8 <= bytes.byteLength + 1;
    case 'image/gif':
      return endsWithGifTrailer(bytes);
    default:
      return true;
  }
}

/** The last block is a byte of its own (GIF89a, clause 27); some writers fill up with zeros behind it. */
function endsWithGifTrailer(bytes: Uint8Array): boolean {
  const last = bytes.findLastIndex((byte) => byte !== 0);
  return bytes[last] === 0x3b;
}

/** Walks the chunks by their lengths to IEND (PNG specification, clause 5.3). */
function reachesPngEnd(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const IEND = 0x49454e44;
  let at = 8;
  while (at + 12 <= bytes.byteLength) {
    if (view.getUint32(at + 4) === IEND) return true;
    at += 12 + view.getUint32(at);
  }
  return false;
}
