import { type Lead, parseLead } from '../leads.ts';
import { fail, ok, type Result } from '../problems.ts';
import { bytesOf, type DataSet, itemsOf, readDicom, textOf, unsignedOf } from './dicom-elements.ts';
import type { IngestLimits } from './limits.ts';
import type { SignalRecording } from './types.ts';

const MV_PER_UNIT: Readonly<Record<string, number>> = { uV: 0.001, mV: 1, V: 1000 };

/** Reads the longest multiplex group of a DICOM ECG waveform (PS3.3 C.10.9), 16-bit signed. SIGNAL_UNREADABLE for other objects. */
export function ingestDicom(bytes: Uint8Array, limits: IngestLimits): Result<SignalRecording> {
  const set = readDicom(bytes);
  if (set === null) return fail('SIGNAL_UNREADABLE', 'The DICOM file is damaged or packed.');
  const groups = itemsOf(set, '54000100').toSorted((a, b) => samplesOf(b) - samplesOf(a));
  const group = groups[0];
  if (group === undefined) return fail('SIGNAL_UNREADABLE', 'The DICOM file holds no waveform.');
  const definitions = itemsOf(group, '003a0200');
  const samples = samplesOf(group);
  const data = bytesOf(group, '54001010');
  const rate = Number(textOf(group, '003a001a'));
  const isSigned16 = unsignedOf(group, '54001004') === 16 && textOf(group, '54001006') === 'SS';
  if (data === null || !isSigned16 || !(rate > 0) || data.length < 2 * samples * definitions.length) {
    return fail('SIGNAL_UNREADABLE');
  }
  if (samples * definitions.length > limits.samples) return fail('FILE_TOO_LARGE');
  const leads: Partial<Record<Lead, Float32Array>> = {};
  const others: Record<string, Float32Array> = {};
  for (const [channel, definition] of definitions.entries()) {
    const values = channelMv(data, definition, channel, definitions.length, samples);
    if (values === null) return fail('SIGNAL_UNREADABLE', 'A channel is in units other than volts.');
    const source = itemsOf(definition, '003a0208')[0];
    const name = textOf(source, '00080104') ?? textOf(definition, '003a0203') ?? `channel ${channel + 1}`;
    // Some devices write "Lead I (Einthoven)".
    const lead = parseLead(name.replace(/\s*\(.*\)$/, ''));
    if (lead === null) others[name] = values;
    else leads[lead] ??= values;
  }
  return ok({ sampleRateHz: rate, leads, others, ...patientOf(set) });
}

function samplesOf(group: DataSet): number {
  return unsignedOf(group, '003a0010') ?? 0;
}

/** Sensitivity × correction × (sample + baseline), PS3.3 C.10.9.1.4. */
function channelMv(
  data: Uint8Array,
  definition: DataSet,
  channel: number,
  channels: number,
  samples: number,
): Float32Array | null {
  const unit = textOf(itemsOf(definition, '003a0211')[0], '00080100');
  const mvPerUnit = MV_PER_UNIT[unit ?? 'uV'];
  if (mvPerUnit === undefined) return null;
  const number = (tag: string, otherwise: number) => Number(textOf(definition, tag) ?? otherwise);
  const scale = number('003a0210', 1) * number('003a0212', 1) * mvPerUnit;
  const baseline = number('003a0213', 0) * mvPerUnit;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const out = new Float32Array(samples);
  for (let i = 0; i < samples; i++) out[i] = view.getInt16(2 * (i * channels + channel), true) * scale + baseline;
  return out;
}

function patientOf(set: DataSet): Pick<SignalRecording, 'ageYears' | 'sex' | 'acquiredAt'> {
  const age = /^(\d{3})Y$/.exec(textOf(set, '00101010') ?? '');
  const sex = textOf(set, '00100040');
  const taken = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})/.exec(textOf(set, '0008002a') ?? '');
  const [, year, month, day, hour, minute, second] = taken ?? [];
  return {
    ageYears: age === null ? null : Math.min(Number(age[1]), 120),
    sex: sex === 'F' ? 'female' : sex === 'M' ? 'male' : null,
    acquiredAt: taken === null ? null : `${year}-${month}-${day}T${hour}:${minute}:${second}`,
  };
}
