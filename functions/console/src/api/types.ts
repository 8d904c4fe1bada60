/** What the console's queries select; see schema.graphql for the meaning of each. */
export type StudyState =
  | 'received'
  | 'processing'
  | 'needs_review'
  | 'preliminary'
  | 'final'
  | 'amended'
  | 'failed'
  | 'rejected';
export type StepState = 'waiting' | 'running' | 'retrying' | 'done' | 'skipped' | 'failed';

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly candidates?: readonly string[];
}

export interface StatedReading {
  readonly page: number | null;
  readonly layout: string | null;
  readonly quarterTurns: number | null;
  readonly speedMmPerS: number | null;
  readonly gainMmPerMv: number | null;
  readonly chestGainMmPerMv: number | null;
  readonly pitchPx: { readonly x: number; readonly y: number } | null;
  readonly blocks:
    | readonly {
        readonly lead: string;
        readonly rhythm: boolean;
        readonly box: readonly number[];
        readonly startS: number | null;
      }[]
    | null;
}

export interface WorklistRow {
  readonly id: string;
  readonly state: StudyState;
  readonly acuity: number;
  readonly receivedAt: string;
  readonly acquiredAt: string | null;
  readonly ageYears: number | null;
  readonly sex: 'female' | 'male' | null;
  readonly site: string | null;
  readonly topFinding: string | null;
  readonly patient: { readonly recordNumber: string } | null;
  readonly problem: Problem | null;
  readonly steps: readonly { readonly step: string; readonly state: StepState }[];
}

export interface StepRun {
  readonly step: string;
  readonly state: StepState;
  readonly attempt: number;
  readonly carried: boolean;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly problem: Problem | null;
}

export interface LeadTrace {
  readonly lead: string;
  readonly startS: number;
  readonly durationS: number;
  readonly mv: readonly (number | null)[];
  readonly quality: number | null;
}

export interface Waveform {
  readonly sampleRateHz: number;
  readonly layout: string | null;
  readonly durationS: number;
  readonly speedMmPerS: number | null;
  readonly gainMmPerMv: number | null;
  readonly qualityScore: number | null;
  readonly qualityReasons: readonly string[];
  readonly leads: readonly LeadTrace[];
  readonly rhythm: readonly LeadTrace[];
}

export type FieldValue = number | string | readonly string[];

export interface FieldAlternative {
  readonly value: FieldValue;
  readonly confidence: number;
}

export interface PageRedaction {
  readonly applied: boolean;
  readonly ready: boolean;
  readonly certain: boolean | null;
}

export interface PrintedField {
  readonly name: string;
  readonly value: FieldValue | null;
  readonly text: string | null;
  readonly confidence: number | null;
  readonly reason: string | null;
  readonly contradiction: string | null;
  readonly source: string;
  readonly cropUrl: string | null;
  readonly alternatives: readonly FieldAlternative[];
}

export interface Measurement {
  readonly name: string;
  readonly lead: string | null;
  readonly value: number | null;
  readonly unit: string;
  readonly source: string;
}

export interface Span {
  readonly lead: string | null;
  readonly fromS: number;
  readonly toS: number;
  readonly weight: number | null;
}

export interface Finding {
  readonly id: string;
  readonly kind: 'detection' | 'localization' | 'diagnosis' | 'beat' | 'intended_use';
  readonly code: string;
  readonly name: string;
  readonly probability: number | null;
  readonly positive: boolean;
  readonly threshold: number | null;
  readonly spans: readonly Span[];
  readonly model: string;
  readonly modelVersion: string;
}

export interface AnomalyMap {
  readonly sampleRateHz: number;
  readonly leads: readonly { readonly lead: string; readonly values: readonly (number | null)[] }[];
}

/** A name, birth date or record number as the page prints it. */
export interface PrintedIdentity {
  readonly kind: 'name' | 'birth' | 'record';
  readonly text: string;
  readonly confidence: number;
}

export interface Study extends Omit<WorklistRow, 'steps'> {
  readonly revision: number;
  readonly orderNumber: string | null;
  readonly source: {
    readonly mediaType: string | null;
    readonly byteLength: number;
    readonly sha256: string;
    readonly pages: number | null;
  };
  readonly statedReading: StatedReading | null;
  readonly revisions: readonly {
    readonly number: number;
    readonly reason: string;
    readonly fromStep: string;
    readonly createdAt: string;
  }[];
  readonly steps: readonly StepRun[];
  readonly waveform: Waveform | null;
  readonly fields: readonly PrintedField[];
  readonly measurements: readonly Measurement[];
  readonly findings: readonly Finding[];
  readonly anomalyMap: AnomalyMap | null;
  readonly pageImageUrl: string | null;
  readonly overlayImageUrl: string | null;
  readonly pageRedaction: PageRedaction | null;
  readonly exports: readonly { readonly format: string; readonly url: string }[];
}
