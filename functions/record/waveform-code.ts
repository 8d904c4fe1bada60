import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** Samples of one lead as they are kept: mV, NaN where missing. */
export interface StoredTrace {
  readonly lead: string;
  /** Time of the first sample on the recording's clock. */
  readonly startS: number;
  readonly mv: Float32Array;
}

/** A waveform as it is kept. */
export interface StoredWaveform {
  readonly sampleRateHz: number;
  readonly leads: readonly StoredTrace[];
  /** Long strips beside the lead blocks. */
  readonly rhythm: readonly StoredTrace[];
}

interface Heading {
  readonly sampleRateHz: number;
  readonly traces: readonly { lead: string; startS: number; rhythm: boolean; samples: number; stepMv: number }[];
}

/** 1 µV, a fifth of what the standard asks of recorders (IEC 60601-2-25: 5 µV); a larger signal takes larger steps. */
const FINEST_STEP_MV = 0.001;
const MISSING = -32_768;
const LARGEST = 32_767;

/**
 * Twelve leads in about a sixth of their size: each sample a 16-bit number of steps, kept as the difference from the
 * one before, compressed by zstd. Missing samples stay missing. Layout: length of the heading (uint32, little endian),
 * heading (JSON), then the traces' differences (int16, little endian, modulo 2¹⁶).
 */
export async function encodeWaveform(waveform: StoredWaveform): Promise<Uint8Array> {
  const all = [
    ...waveform.leads.map((trace) => ({ ...trace, rhythm: false })),
    ...waveform.rhythm.map((trace) => ({ ...trace, rhythm: true })),
  ];
  const traces = all.map(({ lead, startS, rhythm, mv }) => {
    return { lead, startS, rhythm, samples: mv.length, stepMv: stepFor(mv) };
  });
  const heading = Buffer.from(JSON.stringify({ sampleRateHz: waveform.sampleRateHz, traces } satisfies Heading));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(heading.length);
  const samples = all.map(({ mv }, index) => differences(mv, traces[index]?.stepMv ?? FINEST_STEP_MV));
  return compress(Buffer.concat([length, heading, ...samples]));
}

/** Reads what `encodeWaveform` wrote; samples are within half a step of what they were. Throws on other bytes. */
export async function decodeWaveform(bytes: Uint8Array): Promise<StoredWaveform> {
  const plain = await decompress(bytes);
  const start = 4 + plain.readUInt32LE(0);
  const heading = JSON.parse(plain.toString('utf8', 4, start)) as Heading;
  let offset = start;
  const traces = heading.traces.map(({ lead, startS, rhythm, samples, stepMv }) => {
    const mv = summed(plain, offset, samples, stepMv);
    offset += samples * 2;
    return { rhythm, trace: { lead, startS, mv } };
  });
  return {
    sampleRateHz: heading.sampleRateHz,
    leads: traces.filter((item) => !item.rhythm).map((item) => item.trace),
    rhythm: traces.filter((item) => item.rhythm).map((item) => item.trace),
  };
}

function stepFor(mv: Float32Array): number {
  let largest = 0;
  for (const value of mv) if (Math.abs(value) > largest) largest = Math.abs(value);
  return Math.max(FINEST_STEP_MV, largest / LARGEST);
}

function differences(mv: Float32Array, stepMv: number): Buffer {
  const out = Buffer.alloc(mv.length * 2);
  let before = 0;
  for (let i = 0; i < mv.length; i += 1) {
    const value = mv[i] ?? Number.NaN;
    const level = Number.isNaN(value) ? MISSING : Math.round(value / stepMv);
    out.writeInt16LE(((level - before) << 16) >> 16, i * 2);
    before = level;
  }
  return out;
}

function summed(plain: Buffer, offset: number, samples: number, stepMv: number): Float32Array {
  const mv = new Float32Array(samples);
  let level = 0;
  for (let i = 0; i < samples; i += 1) {
    level = ((level + plain.readInt16LE(offset + i * 2)) << 16) >> 16;
    mv[i] = level === MISSING ? Number.NaN : level * stepMv;
  }
  return mv;
}
