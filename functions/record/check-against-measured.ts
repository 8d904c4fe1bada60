import type { Field, FieldName, PrintedFacts } from '../read/types.ts';

/** Intervals that were measured on the waveform; null where they could not be. */
export interface MeasuredIntervals {
  readonly qrsMs: number | null;
  readonly qtMs: number | null;
}

/**
 * How far printed and measured may lie apart: this share of the printed value, at least the absolute amount. Programs of
 * carts differ from each other by some 10 ms in QRS and 20 ms in QT (Kligfield et al. 2018), and tracing from paper adds
 * to it; only what no two methods would make of one heart is a contradiction.
 */
const TOLERANCES: readonly {
  readonly name: keyof MeasuredIntervals;
  readonly words: string;
  readonly share: number;
  readonly leastMs: number;
}[] = [
  { name: 'qrsMs', words: 'QRS', share: 0.4, leastMs: 40 },
  { name: 'qtMs', words: 'QT', share: 0.2, leastMs: 80 },
];

/**
 * The facts with every printed interval that the waveform contradicts marked inconsistent, with the sentence for the reader;
 * the value stays as the first alternative.
 */
export function checkAgainstMeasured(printed: PrintedFacts, measured: MeasuredIntervals): PrintedFacts {
  const fields: Record<FieldName, Field> = { ...printed.fields };
  for (const { name, words, share, leastMs } of TOLERANCES) {
    const field = fields[name];
    const own = measured[name];
    if (typeof field.value !== 'number' || own === null) continue;
    if (Math.abs(field.value - own) <= Math.max(leastMs, share * field.value)) continue;
    fields[name] = {
      ...field,
      value: null,
      reason: 'inconsistent',
      contradiction: `The printed ${words} is ${field.value} ms, the waveform shows ${Math.round(own)} ms.`,
      alternatives: [{ value: field.value, confidence: field.confidence ?? 0 }, ...(field.alternatives ?? [])],
    };
  }
  return { ...printed, fields };
}
