import type { Lead, PerLead } from '../leads.ts';

/**
 * A recording on one clock, as *measure* and *infer* take it: twelve rows of equal length, mV, NaN where a lead
 * holds nothing (a 3×4 page has 2.5 s a lead; its rhythm strip fills its own lead).
 */
export interface LeadSignals {
  readonly sampleRateHz: number;
  readonly leads: PerLead<Float32Array>;
}

/** A heartbeat; times in seconds on the recording's clock; null where the wave was not found. */
export interface Beat {
  readonly rPeakS: number;
  readonly pOnsetS: number | null;
  readonly pOffsetS: number | null;
  readonly qrsOnsetS: number | null;
  readonly qrsOffsetS: number | null;
  readonly tOnsetS: number | null;
  readonly tPeakS: number | null;
  readonly tOffsetS: number | null;
}

/** Global values of the recording; null where it cannot be measured safely. */
export interface GlobalMeasurements {
  readonly heartRateBpm: number | null;
  readonly rrMs: number | null;
  readonly pMs: number | null;
  readonly prMs: number | null;
  readonly qrsMs: number | null;
  readonly qtMs: number | null;
  /** Bazett. */
  readonly qtcMs: number | null;
  readonly pAxisDeg: number | null;
  readonly qrsAxisDeg: number | null;
  readonly tAxisDeg: number | null;
}

/** Amplitudes of one lead's median beat, mV against the PR segment. */
export interface LeadMeasurements {
  readonly pMv: number | null;
  readonly qMv: number | null;
  readonly rMv: number | null;
  readonly sMv: number | null;
  readonly tMv: number | null;
  readonly stJMv: number | null;
  readonly stJ60Mv: number | null;
  readonly stJ80Mv: number | null;
}

/** Output of the step *measure*. */
export interface Measured {
  readonly beats: readonly Beat[];
  readonly global: GlobalMeasurements;
  readonly leads: Partial<Record<Lead, LeadMeasurements>>;
  readonly timings: { readonly totalMs: number };
}
