import type { Ecg } from '../types.ts';
import { SAMPLE_RATE_HZ } from '../types.ts';

/** Values of the beats that carts print beside the global measurements. */
export interface BeatFacts {
  /** Null where no beat has a P wave. */
  readonly pMs: number | null;
  readonly rrMs: number;
  /** Height of R in V5 and depth of S in V1 over the QRS onset, hundredths of a millivolt. */
  readonly rv5Mv: number;
  readonly sv1Mv: number;
}

/** Medians over the recording's beats. */
export function beatFacts({ leads, truth }: Ecg): BeatFacts {
  const { beats, measurements } = truth;
  const peaks = (samples: Float32Array, sign: 1 | -1): number =>
    median(
      beats.map(({ qrs }) => {
        const from = Math.max(0, Math.round(qrs.onsetS * SAMPLE_RATE_HZ));
        const own = samples.subarray(from, Math.max(from + 1, Math.round(qrs.offsetS * SAMPLE_RATE_HZ)));
        return own.reduce((most, value) => Math.max(most, sign * (value - (own[0] ?? 0))), 0);
      }),
    );
  const p = beats.flatMap((beat) => (beat.p ? [beat.p.offsetS - beat.p.onsetS] : []));
  const hundredths = (value: number): number => Math.round(100 * value) / 100;
  return {
    pMs: p.length === 0 ? null : Math.round(1000 * median(p)),
    rrMs: Math.round(60_000 / measurements.heartRateBpm),
    rv5Mv: hundredths(peaks(leads.V5, 1)),
    sv1Mv: hundredths(peaks(leads.V1, -1)),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
