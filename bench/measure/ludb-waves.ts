import { join } from 'node:path';
import type { Lead } from '../../functions/leads.ts';
import { type Annotation, readAnnotations } from './wfdb.ts';

/** A wave as annotated by hand, seconds; null where the border was not marked. */
export interface AnnotatedWave {
  readonly onsetS: number | null;
  readonly peakS: number;
  readonly offsetS: number | null;
}

/** One beat of one lead. `pKnown`/`tKnown`: annotation covers the place, so an absent wave is truly absent. */
export interface AnnotatedBeat {
  readonly qrs: AnnotatedWave;
  readonly p: AnnotatedWave | null;
  readonly t: AnnotatedWave | null;
  readonly pKnown: boolean;
  readonly tKnown: boolean;
}

const WAVES = { 24: 'p', 1: 'qrs', 27: 't' } as const;

function wavesOf(annotations: readonly Annotation[], rateHz: number): (AnnotatedWave & { kind: 'p' | 'qrs' | 't' })[] {
  return annotations.flatMap((a, i) => {
    const kind = WAVES[a.code as keyof typeof WAVES];
    if (kind === undefined) return [];
    const before = annotations[i - 1];
    const after = annotations[i + 1];
    return [
      {
        kind,
        onsetS: before?.code === 39 ? before.sample / rateHz : null,
        peakS: a.sample / rateHz,
        offsetS: after?.code === 40 ? after.sample / rateHz : null,
      },
    ];
  });
}

/** The hand annotation of one lead of a LUDB record, beat by beat. */
export function annotatedBeats(dir: string, record: string, lead: Lead): AnnotatedBeat[] {
  const waves = wavesOf(readAnnotations(join(dir, `${record}.${lead.toLowerCase()}`)), 500);
  const at = waves.flatMap((w, i) => (w.kind === 'qrs' ? [i] : []));
  return at.map((i, k) => {
    const qrs = waves[i]!;
    const before = waves[i - 1];
    const after = waves[i + 1];
    return {
      qrs,
      p: before?.kind === 'p' && qrs.peakS - before.peakS < 0.5 ? before : null,
      t: after?.kind === 't' ? after : null,
      pKnown: i > 0,
      tKnown: i < waves.length - 1 || k < at.length - 1,
    };
  });
}
