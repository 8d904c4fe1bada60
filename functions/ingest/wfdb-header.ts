import { fail, ok, type Result } from '../problems.ts';

/** One signal line of a WFDB header (header(5) of the WFDB Applications Guide). */
export interface WfdbSignal {
  readonly fileName: string;
  readonly format: number;
  readonly byteOffset: number;
  /** ADC units per physical unit. */
  readonly gain: number;
  /** ADC value of 0 physical units. */
  readonly baseline: number;
  /** Physical units in one mV. */
  readonly unitsPerMv: number;
  readonly name: string;
}

/** A WFDB header read. */
export interface WfdbHeader {
  readonly sampleRateHz: number;
  /** Samples a signal; null when the header leaves it to the file's length. */
  readonly samples: number | null;
  readonly acquiredAt: string | null;
  readonly signals: readonly WfdbSignal[];
  readonly comments: readonly string[];
}

const DEFAULT_RATE_HZ = 250;
const DEFAULT_GAIN = 200;
const SIGNAL_LIMIT = 64;
const UNITS_PER_MV: Readonly<Record<string, number>> = { mv: 1, uv: 1000, µv: 1000, μv: 1000, v: 0.001, nv: 1e6 };

/**
 * Reads the header of a single-segment record. SIGNAL_UNREADABLE for anything that is not one, for several samples
 * a frame, and for data files outside the header's own folder.
 */
export function readWfdbHeader(text: string): Result<WfdbHeader> {
  const lines = text.split(/\r?\n/);
  const comments = lines.filter((line) => line.startsWith('#')).map((line) => line.slice(1));
  const [recordLine, ...signalLines] = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const fields = recordLine?.trim().split(/\s+/) ?? [];
  const count = Number(fields[1]);
  if (fields[0]?.includes('/')) return fail('SIGNAL_UNREADABLE', 'Records of several segments are not read.');
  if (!Number.isInteger(count) || count < 1 || count > SIGNAL_LIMIT || signalLines.length < count) {
    return fail('SIGNAL_UNREADABLE');
  }
  const sampleRateHz = fields[2] === undefined ? DEFAULT_RATE_HZ : Number.parseFloat(fields[2]);
  const samples = fields[3] === undefined ? 0 : Number(fields[3]);
  if (!(sampleRateHz > 0 && sampleRateHz <= 100_000) || !(Number.isInteger(samples) && samples >= 0)) {
    return fail('SIGNAL_UNREADABLE');
  }
  const signals: WfdbSignal[] = [];
  for (const line of signalLines.slice(0, count)) {
    const signal = readSignalLine(line);
    if (!signal.ok) return signal;
    signals.push(signal.value);
  }
  const acquiredAt = readStart(fields[4], fields[5]);
  return ok({ sampleRateHz, samples: samples === 0 ? null : samples, acquiredAt, signals, comments });
}

function readSignalLine(line: string): Result<WfdbSignal> {
  const fields = line.trim().split(/\s+/);
  const fileName = fields[0] ?? '';
  const format = /^(\d+)(?:x(\d+))?(?::(\d+))?(?:\+(\d+))?$/.exec(fields[1] ?? '');
  if (!/^[\w.~-]+$/.test(fileName) || fileName.startsWith('.') || format === null) return fail('SIGNAL_UNREADABLE');
  if (Number(format[2] ?? 1) !== 1 || Number(format[3] ?? 0) !== 0) {
    return fail('SIGNAL_UNREADABLE', 'Several samples a frame and skewed signals are not read.');
  }
  const scale = /^([-+.\deE]+)(?:\((-?\d+)\))?(?:\/(\S+))?$/.exec(fields[2] ?? '');
  const adcZero = Number(fields[4] ?? 0);
  const units = (scale?.[3] ?? 'mV').toLowerCase();
  const unitsPerMv = UNITS_PER_MV[units];
  if (unitsPerMv === undefined) return fail('SIGNAL_UNREADABLE', 'A signal is in units other than volts.');
  return ok({
    fileName,
    format: Number(format[1]),
    byteOffset: Number(format[4] ?? 0),
    gain: Number(scale?.[1] ?? 0) || DEFAULT_GAIN,
    baseline: scale?.[2] === undefined ? (Number.isFinite(adcZero) ? adcZero : 0) : Number(scale[2]),
    unitsPerMv,
    name: fields.slice(8).join(' '),
  });
}

/** `HH:MM:SS DD/MM/YYYY` as ISO 8601; null unless both are given. */
function readStart(time: string | undefined, date: string | undefined): string | null {
  const clock = /^(\d{1,2}):(\d{2}):(\d{2})/.exec(time ?? '');
  const day = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(date ?? '');
  if (clock === null || day === null) return null;
  const two = (text: string | undefined) => (text ?? '').padStart(2, '0');
  return `${day[3]}-${two(day[2])}-${two(day[1])}T${two(clock[1])}:${clock[2]}:${clock[3]}`;
}
