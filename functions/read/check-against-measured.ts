import { contradict } from './checks.ts';
import type { FieldName, PrintedFacts } from './types.ts';

/** What was measured on the traced waveform; null where it could not be. */
export interface MeasuredIntervals {
  readonly heartRateBpm: number | null;
  readonly prMs: number | null;
  readonly qrsMs: number | null;
  readonly qtMs: number | null;
}

/**
 * How far printed and measured may lie apart: this share of the printed value, at least the absolute amount. Devices
 * differ from each other by up to about 10 ms in QRS and 20 ms in QT (Kligfield 2018), and a trace from paper adds as
 * much again; only what no two methods would make of one heart is a contradiction.
 */
const TOLERANCES: readonly {
  readonly name: keyof MeasuredIntervals;
  readonly share: number;
  readonly least: number;
}[] = [
  { name: 'heartRateBpm', share: 0.25, least: 15 },
  { name: 'prMs', share: 0.35, least: 60 },
  { name: 'qrsMs', share: 0.4, least: 40 },
  { name: 'qtMs', share: 0.2, least: 80 },
];

const WORDS: Readonly<Record<keyof MeasuredIntervals, string>> = {
  heartRateBpm: 'rate',
  prMs: 'PR',
  qrsMs: 'QRS',
  qtMs: 'QT',
};

/** The facts with every printed interval that the waveform contradicts marked inconsistent; it stays as an alternative. */
export function checkAgainstMeasured(printed: PrintedFacts, measured: MeasuredIntervals): PrintedFacts {
  const fields: Record<FieldName, PrintedFacts['fields'][FieldName]> = { ...printed.fields };
  for (const { name, share, least } of TOLERANCES) {
    const { value } = fields[name];
    const own = measured[name];
    if (typeof value !== 'number' || own === null) continue;
    if (Math.abs(value - own) <= Math.max(least, share * value)) continue;
    fields[name] = contradict(
      fields[name],
      `The printed ${WORDS[name]} is ${value}, the waveform shows ${Math.round(own)}.`,
    );
  }
  return { ...printed, fields };
}
