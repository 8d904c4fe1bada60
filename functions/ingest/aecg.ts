import { type Lead, parseLead } from '../leads.ts';
import { fail, ok, type Result } from '../problems.ts';
import { withoutCalibrationTail } from './calibration-tail.ts';
import type { SignalRecording } from './types.ts';
import { attribute, elements, parseXml, textAt, type XmlNode } from './xml-text.ts';
import { yearsBetween } from './years-between.ts';

/** mV in the units that HL7 aECG writes (UCUM). */
const MV_PER_UNIT: Readonly<Record<string, number>> = { uV: 0.001, mV: 1, V: 1000, nV: 1e-6 };
const SECONDS_PER_UNIT: Readonly<Record<string, number>> = { s: 1, ms: 0.001, us: 1e-6 };

/** Reads the first rhythm series of an HL7 annotated ECG (ANSI/HL7 V3 ECG, R1-2004). SIGNAL_UNREADABLE for other XML. */
export function ingestAecg(text: string): Result<SignalRecording> {
  const root = elements(parseXml(text) ?? undefined, 'AnnotatedECG')[0];
  const set = elements(root, 'component', 'series', 'component', 'sequenceSet')[0];
  if (root === undefined || set === undefined) return fail('SIGNAL_UNREADABLE');
  let incrementS: number | null = null;
  const leads: Partial<Record<Lead, Float32Array>> = {};
  const others: Record<string, Float32Array> = {};
  for (const sequence of elements(set, 'component', 'sequence')) {
    const code = attribute(elements(sequence, 'code')[0], 'code') ?? '';
    const value = elements(sequence, 'value')[0];
    if (code.startsWith('TIME_')) {
      incrementS ??= quantity(elements(value, 'increment')[0], SECONDS_PER_UNIT);
      continue;
    }
    const samples = samplesOf(value);
    if (samples === null) return fail('SIGNAL_UNREADABLE');
    const lead = parseLead(code);
    if (lead === null) others[code] = samples;
    else leads[lead] ??= samples;
  }
  if (incrementS === null || incrementS <= 0) return fail('SIGNAL_UNREADABLE');
  const person = elements(
    root,
    'componentOf',
    'timepointEvent',
    'componentOf',
    'subjectAssignment',
    'subject',
    'trialSubject',
    'subjectDemographicPerson',
  )[0];
  const time = elements(root, 'effectiveTime')[0];
  const taken = ['low', 'center'].map((name) => attribute(elements(time, name)[0], 'value')).find(Boolean) ?? null;
  const acquiredAt = hl7Time(taken);
  const born = hl7Time(attribute(elements(person, 'birthTime')[0], 'value'));
  return ok({
    sampleRateHz: Math.round(1e6 / incrementS) / 1e6,
    leads: withoutCalibrationTail(leads),
    others,
    ageYears: yearsBetween(born, acquiredAt),
    sex: sexOf(attribute(elements(person, 'administrativeGenderCode')[0], 'code')),
    acquiredAt,
  });
}

function samplesOf(value: XmlNode | undefined): Float32Array | null {
  const scale = quantity(elements(value, 'scale')[0], MV_PER_UNIT);
  const origin = quantity(elements(value, 'origin')[0], MV_PER_UNIT) ?? 0;
  const digits = textAt(value, 'digits');
  if (scale === null || digits === null) return null;
  return Float32Array.from(digits.split(/\s+/), (digit) => origin + Number(digit) * scale);
}

function quantity(node: XmlNode | undefined, units: Readonly<Record<string, number>>): number | null {
  const value = Number(attribute(node, 'value') ?? Number.NaN);
  const unit = units[attribute(node, 'unit') ?? ''];
  return unit === undefined || !Number.isFinite(value) ? null : value * unit;
}

/** `20021122091000.000` as ISO 8601; the date alone where no time is given. */
function hl7Time(text: string | null): string | null {
  const parts = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?/.exec(text ?? '');
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second = '00'] = parts;
  return hour === undefined ? `${year}-${month}-${day}` : `${year}-${month}-${day}T${hour}:${minute}:${second}`;
}

function sexOf(code: string | null): SignalRecording['sex'] {
  return code === 'F' ? 'female' : code === 'M' ? 'male' : null;
}
