import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LEADS, type PerLead } from '../functions/leads.ts';
import { SAMPLE_RATE_HZ } from './types.ts';

const UNITS_PER_MV = 1000;
/** Format 16 keeps this value for "no sample". */
const MISSING = -32768;

export interface WfdbRecording {
  readonly leads: PerLead<Float32Array>;
  readonly ageYears?: number;
  readonly sex?: 'female' | 'male';
}

function checksum(samples: Int16Array): number {
  let sum = 0;
  for (const value of samples) sum = (sum + value) & 0xffff;
  return sum >= 0x8000 ? sum - 0x10000 : sum;
}

/** Header and signal file of a WFDB record: format 16, 1000 units/mV, 500 Hz, twelve signals; missing samples are −32768. */
export function wfdbFiles(
  name: string,
  recording: WfdbRecording,
): { readonly header: string; readonly signals: Buffer } {
  const units = LEADS.map((lead) =>
    Int16Array.from(recording.leads[lead], (mv) =>
      Number.isNaN(mv) ? MISSING : Math.max(-32767, Math.min(32767, Math.round(mv * UNITS_PER_MV))),
    ),
  );
  const length = units[0]?.length ?? 0;
  const signals = Buffer.alloc(2 * LEADS.length * length);
  for (let i = 0; i < length; i++)
    for (const [lead, samples] of units.entries())
      signals.writeInt16LE(samples[i] ?? MISSING, 2 * (i * LEADS.length + lead));
  const lines = [
    `${name} ${LEADS.length} ${SAMPLE_RATE_HZ} ${length}`,
    ...units.map(
      (samples, lead) =>
        `${name}.dat 16 ${UNITS_PER_MV}/mV 16 0 ${samples[0] ?? 0} ${checksum(samples)} 0 ${LEADS[lead]}`,
    ),
  ];
  if (recording.ageYears !== undefined) lines.push(`#Age: ${recording.ageYears}`);
  if (recording.sex !== undefined) lines.push(`#Sex: ${recording.sex === 'female' ? 'F' : 'M'}`);
  return { header: `${lines.join('\n')}\n`, signals };
}

/** Writes NAME.hea and NAME.dat; returns the header's path. */
export async function writeWfdb(directory: string, name: string, recording: WfdbRecording): Promise<string> {
  const { header, signals } = wfdbFiles(name, recording);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, `${name}.dat`), signals);
  const path = join(directory, `${name}.hea`);
  await writeFile(path, header);
  return path;
}
