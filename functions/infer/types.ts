import type { PerLead } from '../leads.ts';
import type { GlobalMeasurements } from '../measure/types.ts';

export type Sex = 'female' | 'male';

/** AAMI class of a beat: normal, supraventricular, ventricular, fusion, unclassifiable. */
export type BeatClass = 'N' | 'S' | 'V' | 'F' | 'Q';

export interface Diagnosis {
  readonly code: string;
  readonly system: 'scp';
  readonly name: string;
  readonly probability: number;
  readonly positive: boolean;
}

export interface ClassifiedBeat {
  readonly timeS: number;
  readonly class: BeatClass;
  readonly apcProbability: number;
  /** Mean weight that decided, by wave; 1 is neutral. */
  readonly attention: { readonly P: number; readonly QRS: number; readonly T: number };
}

/** A stretch of one lead where the anomaly map is high. */
export interface AnomalySpan {
  readonly lead: keyof PerLead<unknown>;
  readonly fromS: number;
  readonly toS: number;
  /** 0…1. */
  readonly peak: number;
}

/** Output of the step *infer*. */
export interface Inferred {
  readonly detection: { readonly score: number; readonly abnormal: boolean; readonly threshold: number };
  /** Anomaly per lead and sample in 0…1; NaN (null in JSON) where the lead holds nothing. */
  readonly localization: {
    readonly sampleRateHz: 100;
    readonly leads: PerLead<Float32Array>;
    readonly spans: readonly AnomalySpan[];
  };
  /** Where the trace differs most from a normal one, in words: part of the beat and leads. */
  readonly explanation?: string | undefined;
  /** Every statement that the model knows, most probable first. */
  readonly diagnoses: readonly Diagnosis[];
  readonly beats: readonly ClassifiedBeat[];
  readonly measurements: GlobalMeasurements;
  /** Why the result is outside what the models were made for (age below 18, paced, few leads …); empty when inside. */
  readonly outsideIntendedUse: readonly string[];
  /** Version of every model that ran, by name. */
  readonly models: Readonly<Record<string, string>>;
  readonly timings: { readonly totalMs: number };
}
