import type { MediaType } from './types.ts';
import { xmlText } from './xml-text.ts';

const HEIF_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);
const TEXT_LOOKED_AT = 2048;
const WFDB_RECORD_LINE = /^[\w.-]+(\/\d+)?[ \t]+\d+([ \t]+[\d.][^\r\n]*)?\r?$/;

/**
 * Names what the bytes are by their first bytes alone; file names and what a client claims are never asked.
 * Null for everything that is not read here (archives, SVG, office documents …). A file that is two types at
 * once counts as the one that its first bytes say, and only that part of it is ever decoded.
 */
export function sniff(bytes: Uint8Array): MediaType | null {
  const ascii = (from: number, length: number) => String.fromCharCode(...bytes.subarray(from, from + length));
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(ascii(0, 4))) return 'image/tiff';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 4) === 'WEBP') return 'image/webp';
  if (['GIF87a', 'GIF89a'].includes(ascii(0, 6))) return 'image/gif';
  if (ascii(0, 2) === 'BM' && isBmpHeader(bytes)) return 'image/bmp';
  if (ascii(4, 4) === 'ftyp' && HEIF_BRANDS.has(ascii(8, 4))) return 'image/heic';
  if (ascii(128, 4) === 'DICM') return 'application/dicom';
  return sniffText(textStart(bytes));
}

/** The beginning as text; XML comes in UTF-16 too. */
function textStart(bytes: Uint8Array): string {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const text = isWide
    ? xmlText(bytes.subarray(0, 2 * TEXT_LOOKED_AT))
    : Buffer.from(bytes.subarray(0, TEXT_LOOKED_AT)).toString('latin1');
  return text.slice(0, TEXT_LOOKED_AT);
}

function isBmpHeader(bytes: Uint8Array): boolean {
  const headerBytes = bytes[14] ?? 0;
  return [12, 40, 52, 56, 64, 108, 124].includes(headerBytes) && bytes[15] === 0 && bytes[16] === 0;
}

function sniffText(start: string): MediaType | null {
  const text = start.replace(/^(\xef\xbb\xbf)?\s*/, '');
  if (text.startsWith('%PDF-')) return 'application/pdf';
  if (text.startsWith('<')) {
    if (/<(\w+:)?AnnotatedECG[\s>]/.test(text)) return 'application/hl7-aecg+xml';
    if (/<(\w+:)?restingecgdata[\s>]/i.test(text)) return 'application/x-philips-sierra+xml';
    return null;
  }
  return isWfdbHeader(start) ? 'application/x-wfdb' : null;
}

/** WFDB's record line is the first that is not a comment: name, number of signals, frequency, number of samples. */
function isWfdbHeader(text: string): boolean {
  if (/[^\t\r\n\x20-\xff]/.test(text)) return false;
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#'));
  const record = lines[at];
  return record !== undefined && WFDB_RECORD_LINE.test(record) && lines.length > at + 1;
}
