import { inflateSync } from 'node:zlib';

/** Actions that run something when the document is opened or read (PDF 32000-1, 12.6.4). */
const ACTIVE = /\/(JavaScript|Launch|RichMedia)(?![\w.-])/;
const UNPACKED_LIMIT_BYTES = 4 * 1024 * 1024;
const STREAMS_UNPACKED = 2000;

/** Whether the document carries scripts or commands. They would never run here, but a reader's viewer may run them. */
export function hasActiveContent(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let unpacked = 0;
  for (const part of dictionaryParts(text)) {
    if (isActive(part.text)) return true;
    // An object stream holds dictionaries compressed, out of sight of a plain search.
    if (!/\/ObjStm\b/.test(part.text.slice(-600)) || ++unpacked > STREAMS_UNPACKED) continue;
    if (isActive(unpack(bytes.subarray(part.streamAt)))) return true;
  }
  return false;
}

/** The text outside of streams, where names are names and not chance bytes; `streamAt` is where the next stream's data begin. */
function* dictionaryParts(text: string): Generator<{ text: string; streamAt: number }> {
  let from = 0;
  while (from < text.length) {
    const keyword = text.indexOf('stream', from);
    if (keyword < 0) return yield { text: text.slice(from), streamAt: text.length };
    const streamAt = keyword + 6 + (text[keyword + 6] === '\r' ? 2 : 1);
    yield { text: text.slice(from, keyword), streamAt };
    const end = text.indexOf('endstream', streamAt);
    if (end < 0) return;
    from = end + 'endstream'.length;
  }
}

/** Names may be written with #xx for any character (7.3.5). */
function isActive(text: string): boolean {
  if (ACTIVE.test(text)) return true;
  return /\/[\w#]*#[0-9a-f]{2}/i.test(text) && ACTIVE.test(unescapeNames(text));
}

function unescapeNames(text: string): string {
  return text.replace(/\/[\w#]+/g, (name) =>
    name.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}

function unpack(packed: Uint8Array): string {
  try {
    return inflateSync(packed, { maxOutputLength: UNPACKED_LIMIT_BYTES }).toString('latin1');
  } catch {
    // Not a stream that can be unpacked alone (encrypted, damaged, another filter): PDFium judges the document itself.
    return '';
  }
}
