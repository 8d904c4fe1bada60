import { type Lead, parseLead } from '../leads.ts';
import { fail, ok, type Result } from '../problems.ts';
import { DEFAULT_INGEST_LIMITS, type IngestLimits } from './limits.ts';
import { readPatientComments } from './patient-comment.ts';
import type { SignalRecording } from './types.ts';
import { readWfdbHeader, type WfdbHeader, type WfdbSignal } from './wfdb-header.ts';
import { readSamples, samplesIn } from './wfdb-samples.ts';

/** Gives the bytes of a file beside the header. It is only asked for plain names, never for paths. */
export type OpenFile = (fileName: string) => Promise<Uint8Array>;

/**
 * Reads a WFDB record: formats 16, 61, 80 and 212, gain, baseline and units a signal, age, sex and start from the
 * header. Leads are named by `parseLead`; other channels keep the file's own name. SIGNAL_UNREADABLE when header
 * and data do not belong together.
 */
export async function ingestWfdb(
  headerText: string,
  open: OpenFile,
  limits: IngestLimits = DEFAULT_INGEST_LIMITS,
): Promise<Result<SignalRecording>> {
  const header = readWfdbHeader(headerText);
  if (!header.ok) return header;
  const { signals, samples } = header.value;
  if ((samples ?? 0) * signals.length > limits.samples) {
    return fail('FILE_TOO_LARGE', `The recording has more than ${limits.samples} samples.`);
  }
  const channels: Float32Array[] = [];
  for (const fileName of new Set(signals.map((signal) => signal.fileName))) {
    const bytes = await read(open, fileName);
    if (bytes === null) return fail('SIGNAL_UNREADABLE', 'A data file of the header is missing.');
    const found = channelsOf(bytes, fileName, header.value, limits);
    if (!found.ok) return found;
    for (const [index, channel] of found.value) channels[index] = channel;
  }
  return ok({ ...named(header.value, channels), ...readPatientComments(header.value.comments) });
}

async function read(open: OpenFile, fileName: string): Promise<Uint8Array | null> {
  try {
    return await open(fileName);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')) return null;
    throw error;
  }
}

/** The channels of one data file in mV, by their number in the header. */
function channelsOf(
  bytes: Uint8Array,
  fileName: string,
  header: WfdbHeader,
  limits: IngestLimits,
): Result<Map<number, Float32Array>> {
  const inFile = [...header.signals.entries()].filter(([, signal]) => signal.fileName === fileName);
  const [first] = inFile;
  if (first === undefined) return ok(new Map());
  const { format, byteOffset } = first[1];
  if (inFile.some(([, signal]) => signal.format !== format)) return fail('SIGNAL_UNREADABLE');
  const data = bytes.subarray(byteOffset);
  const held = samplesIn(data.length, format);
  if (held === null) return fail('SIGNAL_UNREADABLE', `Format ${format} is not read.`);
  const count = header.samples ?? Math.floor(held / inFile.length);
  if (count * inFile.length > held) return fail('SIGNAL_UNREADABLE', 'A data file is shorter than the header says.');
  if (count * inFile.length > limits.samples) return fail('FILE_TOO_LARGE');
  const channels = new Map<number, Float32Array>();
  for (const [place, [index, signal]] of inFile.entries()) {
    channels.set(index, toMillivolts(readSamples(data, format, place, inFile.length, count), signal));
  }
  return ok(channels);
}

function toMillivolts(samples: Float32Array, signal: WfdbSignal): Float32Array {
  const mvPerUnit = 1 / (signal.gain * signal.unitsPerMv);
  for (let i = 0; i < samples.length; i++) samples[i] = ((samples[i] as number) - signal.baseline) * mvPerUnit;
  return samples;
}

function named(
  header: WfdbHeader,
  channels: readonly Float32Array[],
): Pick<SignalRecording, 'sampleRateHz' | 'leads' | 'others' | 'acquiredAt'> {
  const leads: Partial<Record<Lead, Float32Array>> = {};
  const others: Record<string, Float32Array> = {};
  for (const [index, signal] of header.signals.entries()) {
    const channel = channels[index] ?? new Float32Array(0);
    const lead = parseLead(signal.name);
    if (lead !== null && leads[lead] === undefined) leads[lead] = channel;
    else others[freeName(others, signal.name || 'signal')] = channel;
  }
  return { sampleRateHz: header.sampleRateHz, leads, others, acquiredAt: header.acquiredAt };
}

function freeName(taken: Readonly<Record<string, unknown>>, name: string): string {
  if (!Object.hasOwn(taken, name)) return name;
  let number = 2;
  while (Object.hasOwn(taken, `${name} ${number}`)) number++;
  return `${name} ${number}`;
}
