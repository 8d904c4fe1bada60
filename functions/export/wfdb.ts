import type { Sex } from '../infer/types.ts';
import { LEADS } from '../leads.ts';
import type { LeadSignals } from '../measure/types.ts';

/** A WFDB record: its header and its data file, to be stored side by side. */
export interface WfdbFiles {
  readonly header: Uint8Array;
  readonly data: Uint8Array;
  readonly headerName: string;
  readonly dataName: string;
}

/** 1 µV a unit: ±32 mV fit in 16 bits. */
const UNITS_PER_MV = 1000;
const HIGHEST = 32767;
/** Format 16's mark for a missing sample. */
const MISSING = -32768;

/**
 * The signals as a WFDB record in format 16 (header(5), signal(5) of the WFDB Applications Guide), leads that hold
 * nothing left out, age and sex as comments. `recordName` is reduced to the characters that WFDB allows.
 */
export function wfdbFiles(
  recordName: string,
  { sampleRateHz, leads }: LeadSignals,
  patient: { readonly ageYears: number | null; readonly sex: Sex | null },
): WfdbFiles {
  const name = recordName.replace(/[^\w-]/g, '_').slice(0, 60) || 'record';
  const held = LEADS.filter((lead) => leads[lead].some((value) => !Number.isNaN(value)));
  const length = Math.max(0, ...held.map((lead) => leads[lead].length));
  const data = new DataView(new ArrayBuffer(2 * held.length * length));
  const lines = [`${name} ${held.length} ${sampleRateHz} ${length}`];
  for (const [channel, lead] of held.entries()) {
    let sum = 0;
    for (let i = 0; i < length; i++) {
      const unit = adcUnit(leads[lead][i]);
      data.setInt16(2 * (i * held.length + channel), unit, true);
      sum += unit;
    }
    const first = adcUnit(leads[lead][0]);
    lines.push(`${name}.dat 16 ${UNITS_PER_MV}(0)/mV 16 0 ${first} ${asInt16(sum)} 0 ${lead}`);
  }
  if (patient.ageYears !== null) lines.push(`#Age: ${patient.ageYears}`);
  if (patient.sex !== null) lines.push(`#Sex: ${patient.sex === 'female' ? 'F' : 'M'}`);
  return {
    header: new TextEncoder().encode(`${lines.join('\n')}\n`),
    data: new Uint8Array(data.buffer),
    headerName: `${name}.hea`,
    dataName: `${name}.dat`,
  };
}

function adcUnit(mv: number | undefined): number {
  if (mv === undefined || Number.isNaN(mv)) return MISSING;
  return Math.max(-HIGHEST, Math.min(HIGHEST, Math.round(mv * UNITS_PER_MV)));
}

/** The header's checksum is the sum of all samples modulo 2¹⁶, written as a signed number. */
function asInt16(sum: number): number {
  return new Int16Array([sum % 65536])[0] ?? 0;
}
