import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LEADS, type Lead, parseLead } from '../../functions/leads.ts';
import type { LeadSignals } from '../../functions/measure/types.ts';

/** One annotation of a MIT-format file: sample, code (PhysioNet's ecgcodes.h), auxiliary fields. */
export interface Annotation {
  readonly sample: number;
  readonly code: number;
  readonly num: number;
}

/** Reads an annotation file in MIT format (WFDB Applications Guide, annot(5)). */
export function readAnnotations(path: string): Annotation[] {
  const bytes = readFileSync(path);
  const annotations: Annotation[] = [];
  let sample = 0;
  let num = 0;
  for (let i = 0; i + 1 < bytes.length; ) {
    const word = bytes.readUInt16LE(i);
    i += 2;
    const code = word >> 10;
    const value = word & 0x3ff;
    if (word === 0) break;
    if (code === 59) {
      sample += (bytes.readUInt16LE(i) << 16) | bytes.readUInt16LE(i + 2);
      i += 4;
    } else if (code === 63) i += value + (value & 1);
    else if (code === 60) {
      num = value > 511 ? value - 1024 : value;
      annotations[annotations.length - 1] = { ...annotations.at(-1)!, num };
    } else if (code < 59) {
      sample += value;
      annotations.push({ sample, code, num });
    }
  }
  return annotations;
}

interface Channel {
  readonly name: string;
  readonly mv: Float32Array;
}

/** Reads the signals of a record in format 16 or 212 whose channels lie in one file. */
export function readChannels(dir: string, record: string): { sampleRateHz: number; channels: Channel[] } {
  const lines = readFileSync(join(dir, `${record}.hea`), 'latin1')
    .split(/\r?\n/)
    .filter((l) => l && !l.startsWith('#'));
  const [, count, rate] = lines[0]!.split(/\s+/);
  const specs = lines.slice(1, 1 + Number(count)).map((line) => line.split(/\s+/));
  const bytes = readFileSync(join(dir, specs[0]![0]!));
  const format = Number.parseInt(specs[0]![1]!, 10);
  const n = specs.length;
  const frames = Math.floor((format === 16 ? bytes.length / 2 : (bytes.length * 2) / 3) / n);
  const value = (k: number): number => {
    if (format === 16) return bytes.readInt16LE(2 * k);
    const at = 3 * (k >> 1);
    const raw = k & 1 ? bytes[at + 2]! | ((bytes[at + 1]! & 0xf0) << 4) : bytes[at]! | ((bytes[at + 1]! & 0x0f) << 8);
    return raw > 2047 ? raw - 4096 : raw;
  };
  const channels = specs.map((spec, c) => {
    const match = /^([\d.]+)(?:\((-?\d+)\))?/.exec(spec[2]!)!;
    const gain = Number(match[1]) || 200;
    const zero = match[2] === undefined ? Number(spec[4]) : Number(match[2]);
    const mv = new Float32Array(frames);
    for (let i = 0; i < frames; i++) mv[i] = (value(i * n + c) - zero) / gain;
    return { name: spec.slice(8).join(' '), mv };
  });
  return { sampleRateHz: Number.parseFloat(rate!), channels };
}

/** The record as twelve rows; MLII goes to II, other modified leads to the lead they resemble. */
export function readSignals(dir: string, record: string): LeadSignals {
  const { sampleRateHz, channels } = readChannels(dir, record);
  const leads = Object.fromEntries(
    LEADS.map((lead) => [lead, new Float32Array(channels[0]!.mv.length).fill(Number.NaN)]),
  ) as Record<Lead, Float32Array>;
  const spare: Lead[] = ['II', 'V1'];
  for (const { name, mv } of channels) {
    const lead = parseLead(name.replace(/^ML/, '')) ?? spare.find((s) => Number.isNaN(leads[s][0]!));
    if (lead) leads[lead] = mv;
  }
  return { sampleRateHz, leads };
}
