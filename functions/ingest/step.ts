import { fail, ok, type Result } from '../problems.ts';
import { ingestAecg } from './aecg.ts';
import { bmpFacts } from './bmp-page.ts';
import { decodePage } from './decode-page.ts';
import { ingestDicom } from './dicom-waveform.ts';
import { looksWhole } from './integrity.ts';
import { DEFAULT_INGEST_LIMITS, type IngestLimits } from './limits.ts';
import { pdfFacts } from './pdf-page.ts';
import { rasterFacts } from './raster-file.ts';
import { ingestSierraXml } from './sierra-xml.ts';
import { sniff } from './sniff.ts';
import type { Ingested, MediaType, PageFacts, SignalRecording } from './types.ts';
import { ingestWfdb, type OpenFile } from './wfdb-recording.ts';
import { xmlText } from './xml-text.ts';

/**
 * Says what the bytes are: the pages of a picture or document without decoding them, or the recording of a signal
 * file. The type comes from the bytes alone. Everything that is too large, cut short, encrypted, active or of an
 * unknown type is a Problem. `open` gives the data files that a WFDB header names.
 */
export async function ingest(
  bytes: Uint8Array,
  limits: IngestLimits = DEFAULT_INGEST_LIMITS,
  open?: OpenFile,
): Promise<Result<Ingested>> {
  if (bytes.length === 0) return fail('FILE_EMPTY');
  if (bytes.length > limits.bytes) {
    return fail('FILE_TOO_LARGE', `It has ${bytes.length} bytes, the limit is ${limits.bytes}.`);
  }
  const mediaType = sniff(bytes);
  if (mediaType === null) return fail('FILE_TYPE_UNSUPPORTED');
  const recording = await recordingOf(bytes, mediaType, limits, open);
  if (recording !== null) {
    return recording.ok ? ok({ kind: 'signal', mediaType, recording: recording.value }) : recording;
  }
  if (!looksWhole(bytes, mediaType)) return fail('FILE_BROKEN');
  const pages = await factsOf(bytes, mediaType, limits);
  return pages.ok ? ok({ kind: 'pages', mediaType, pages: pages.value }) : pages;
}

async function factsOf(
  bytes: Uint8Array,
  mediaType: MediaType,
  limits: IngestLimits,
): Promise<Result<readonly PageFacts[]>> {
  switch (mediaType) {
    case 'application/pdf':
      return pdfFacts(bytes, limits);
    case 'image/bmp': {
      const facts = bmpFacts(bytes, limits);
      return facts.ok ? ok([facts.value]) : facts;
    }
    case 'image/heic': {
      // Whether the codec is there shows only in decoding.
      const page = await decodePage(bytes, mediaType, 0, limits);
      return page.ok ? rasterFacts(bytes, mediaType, limits) : page;
    }
    case 'image/png':
    case 'image/jpeg':
    case 'image/tiff':
    case 'image/webp':
    case 'image/gif':
      return rasterFacts(bytes, mediaType, limits);
    default:
      return fail('FILE_TYPE_UNSUPPORTED');
  }
}

/** The recording of a signal file; null where the type is one of pages. */
async function recordingOf(
  bytes: Uint8Array,
  mediaType: MediaType,
  limits: IngestLimits,
  open: OpenFile | undefined,
): Promise<Result<SignalRecording> | null> {
  switch (mediaType) {
    case 'application/x-wfdb':
      if (open === undefined) return fail('SIGNAL_UNREADABLE', 'The header came without its data files.');
      return ingestWfdb(Buffer.from(bytes).toString('latin1'), open, limits);
    case 'application/dicom':
      return ingestDicom(bytes, limits);
    case 'application/hl7-aecg+xml':
      return ingestAecg(xmlText(bytes));
    case 'application/x-philips-sierra+xml':
      return ingestSierraXml(xmlText(bytes));
    default:
      return null;
  }
}
