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
  /** Beats of one number have QRS complexes of one shape; 0 is the commonest shape. */
  readonly group: number;
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
  /** Of the prevailing rhythm; the mean and spread of all intervals are in `RhythmStatistics`. */
  readonly rrMs: number | null;
  readonly pMs: number | null;
  readonly prMs: number | null;
  readonly qrsMs: number | null;
  readonly qtMs: number | null;
  /** Bazett. */
  readonly qtcMs: number | null;
  readonly qtcFridericiaMs: number | null;
  readonly qtcFraminghamMs: number | null;
  readonly qtcHodgesMs: number | null;
  readonly pAxisDeg: number | null;
  readonly qrsAxisDeg: number | null;
  readonly tAxisDeg: number | null;
}

/** Amplitudes of one lead's median beat, mV against the PR segment; 0 for a wave that the complex does not have. */
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

/** How the intervals between beats vary; null when there are fewer than three beats. */
export interface RhythmStatistics {
  readonly beats: number;
  readonly meanRrMs: number;
  readonly minRrMs: number;
  readonly maxRrMs: number;
  /** Standard deviation of the intervals. */
  readonly sdnnMs: number;
  /** Root mean square of successive differences. */
  readonly rmssdMs: number;
  /** Share of successive differences above 50 ms, 0…1. */
  readonly pnn50: number;
}

/** The median of the beats of the commonest shape, one row a lead, baseline removed. */
export interface MedianBeats {
  readonly sampleRateHz: number;
  /** Index of the fiducial point of the QRS complex in every row. */
  readonly fiducial: number;
  /** mV against the PR segment, NaN where no beat has a sample. */
  readonly leads: Partial<Record<Lead, Float32Array>>;
  /** Waves of the median beat over all leads, seconds from the first sample of the rows. */
  readonly waves: Beat;
}

/** Output of the step *measure*. */
export interface Measured {
  /** Waves over all leads present at the beat. */
  readonly beats: readonly Beat[];
  /** The same beats as each lead shows them; a beat that the lead does not hold is left out. */
  readonly leadBeats: Partial<Record<Lead, readonly Beat[]>>;
  readonly global: GlobalMeasurements;
  readonly leads: Partial<Record<Lead, LeadMeasurements>>;
  /** Null when no beats were found. */
  readonly medianBeats: MedianBeats | null;
  readonly rhythm: RhythmStatistics | null;
  /** Narrow spikes before QRS complexes or P waves; `paced` when they come with at least a third of the beats. */
  readonly pacing: { readonly spikesS: readonly number[]; readonly paced: boolean };
  readonly timings: { readonly totalMs: number };
}
