import { fail, type Result } from '../problems.ts';
import type { IngestLimits } from './limits.ts';
import { type Pdfium, type PdfiumInstance, startPdfium } from './pdfium.ts';

const ERROR_PASSWORD = 4;
const ERROR_SECURITY = 5;
/** WebAssembly memory never shrinks: an instance that one large document has blown up is not kept for the next. */
const KEPT_BYTES = 256 * 1024 * 1024;

let shared: { instance: Promise<PdfiumInstance>; memoryBytes: number } | null = null;

function sharedInstance(memoryBytes: number): Promise<PdfiumInstance> {
  if (shared?.memoryBytes !== memoryBytes) shared = { instance: startPdfium(memoryBytes), memoryBytes };
  return shared.instance;
}

/**
 * Opens the document, hands it to `work`, and closes it. FILE_ENCRYPTED when it needs a password, FILE_BROKEN
 * when it is damaged, DECOMPRESSION_LIMIT when it unpacks to more than the limit. A document that makes PDFium
 * trap costs only its own answer: the next one gets a fresh instance.
 */
export async function withPdf<T>(
  bytes: Uint8Array,
  limits: IngestLimits,
  work: (pdfium: Pdfium, document: number) => Result<T>,
): Promise<Result<T>> {
  const { pdfium, refusedMemory } = await sharedInstance(limits.unpackedBytes);
  try {
    const data = pdfium._malloc(bytes.length);
    if (data === 0) return fail('DECOMPRESSION_LIMIT');
    pdfium.HEAPU8.set(bytes, data);
    const document = pdfium._FPDF_LoadMemDocument(data, bytes.length, 0);
    if (document === 0) {
      const reason = pdfium._FPDF_GetLastError();
      pdfium._free(data);
      return fail(reason === ERROR_PASSWORD || reason === ERROR_SECURITY ? 'FILE_ENCRYPTED' : 'FILE_BROKEN');
    }
    const result = isCutShort(pdfium, document, bytes) ? fail<T>('FILE_BROKEN') : work(pdfium, document);
    pdfium._FPDF_CloseDocument(document);
    pdfium._free(data);
    if (refusedMemory() || pdfium.HEAPU8.length > KEPT_BYTES) shared = null;
    return refusedMemory() ? fail('DECOMPRESSION_LIMIT') : result;
  } catch (error) {
    shared = null;
    if (!isTrap(error)) throw error;
    return fail(refusedMemory() ? 'DECOMPRESSION_LIMIT' : 'FILE_BROKEN');
  }
}

/** PDFium mends a damaged file by guessing; a file without its end has lost content that no guess brings back. */
function isCutShort(pdfium: Pdfium, document: number, bytes: Uint8Array): boolean {
  if (pdfium._FPDF_DocumentHasValidCrossReferenceTable(document) !== 0) return false;
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-4096);
  return !end.includes('%%EOF');
}

function isTrap(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError || isExit(error);
}

/** Emscripten ends a process by throwing an ExitStatus. */
function isExit(error: unknown): boolean {
  return error instanceof Object && 'name' in error && error.name === 'ExitStatus';
}
