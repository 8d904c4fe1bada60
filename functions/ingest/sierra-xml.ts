import { LEADS, type Lead, parseLead } from '../leads.ts';
import { fail, ok, type Result } from '../problems.ts';
import { withoutCalibrationTail } from './calibration-tail.ts';
import type { SignalRecording } from './types.ts';
import { unpackXli } from './xli.ts';
import { attribute, elements, parseXml, textAt, type XmlNode } from './xml-text.ts';

const VERSIONS = ['1.03', '1.04', '1.04.01', '1.04.02'];
/** Ten minutes at 1000 Hz. */
const SAMPLES_LIMIT = 600_000;

/**
 * Reads a Philips Sierra XML ECG of version 1.03 or 1.04 with XLI-packed waveforms. SIGNAL_UNREADABLE for other
 * documents, versions and packings.
 */
export function ingestSierraXml(text: string): Result<SignalRecording> {
  const root = elements(parseXml(text) ?? undefined, 'restingecgdata')[0];
  const info = elements(root, 'documentinfo')[0];
  const version = textAt(info, 'documentversion') ?? '';
  if (root === undefined || !/^(SierraECG|PhilipsECG)$/.test(textAt(info, 'documenttype') ?? '')) {
    return fail('SIGNAL_UNREADABLE', 'It is no Sierra ECG.');
  }
  if (!VERSIONS.includes(version)) return fail('SIGNAL_UNREADABLE', 'Its version is not read.');
  const packed = elements(root, 'waveforms', 'parsedwaveforms')[0];
  const method = attribute(packed, 'compression') ?? attribute(packed, 'compressmethod');
  const data = textAt(packed) ?? packed?.['#text'];
  if (method !== 'XLI' || typeof data !== 'string') return fail('SIGNAL_UNREADABLE', 'Its packing is not read.');
  const channels = unpackXli(Buffer.from(data, 'base64'), SAMPLES_LIMIT);
  if (channels === null || channels.length < LEADS.length) return fail('SIGNAL_UNREADABLE');
  const traits = elements(root, 'dataacquisition', 'signalcharacteristics')[0];
  const resolution =
    attribute(packed, 'resolution') ?? textAt(traits, 'signalresolution') ?? textAt(traits, 'resolution');
  const rate = Number(attribute(packed, 'samplespersecond') ?? textAt(traits, 'samplingrate'));
  const microvolt = Number(resolution);
  if (!(rate > 0) || !(microvolt > 0)) return fail('SIGNAL_UNREADABLE');
  const names = attribute(packed, 'leadlabels')?.trim().split(/\s+/) ?? LEADS;
  restoreLimbLeads(channels);
  const samples = Math.floor((Number(attribute(packed, 'durationperchannel')) / 1000) * rate) || channels[0]?.length;
  const leads: Partial<Record<Lead, Float32Array>> = {};
  for (const [i, name] of names.entries()) {
    const lead = parseLead(name);
    if (lead !== null)
      leads[lead] = Float32Array.from(channels[i]?.subarray(0, samples) ?? [], (v) => (v * microvolt) / 1000);
  }
  return ok({ sampleRateHz: rate, leads: withoutCalibrationTail(leads), others: {}, ...patientOf(root) });
}

/** The packed form holds III, aVR, aVL and aVF as what is left over after Einthoven's and Goldberger's sums. */
function restoreLimbLeads(channels: readonly Int16Array[]): void {
  const [I, II, III, aVR, aVL, aVF] = channels as readonly [
    Int16Array,
    Int16Array,
    Int16Array,
    Int16Array,
    Int16Array,
    Int16Array,
  ];
  for (let i = 0; i < I.length; i++) {
    const [one, two] = [I[i] as number, II[i] as number];
    const three = two - one - (III[i] as number);
    III[i] = three;
    aVR[i] = -(aVR[i] as number) - Math.trunc((one + two) / 2);
    aVL[i] = Math.trunc((one - three) / 2) - (aVL[i] as number);
    aVF[i] = Math.trunc((two + three) / 2) - (aVF[i] as number);
  }
}

function patientOf(root: XmlNode): Pick<SignalRecording, 'ageYears' | 'sex' | 'acquiredAt'> {
  const patient = elements(root, 'patient', 'generalpatientdata')[0];
  const age = Number(textAt(patient, 'age', 'years') || Number.NaN);
  const sex = textAt(patient, 'sex');
  const taken = elements(root, 'dataacquisition')[0];
  const [date, time] = [attribute(taken, 'date'), attribute(taken, 'time')];
  return {
    ageYears: age >= 0 && age <= 120 ? age : null,
    sex: sex === 'Female' ? 'female' : sex === 'Male' ? 'male' : null,
    acquiredAt: date && time ? `${date}T${time}` : date,
  };
}
