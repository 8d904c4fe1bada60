import type { BeatClass } from '../types.ts';
import type { AtrialOrigin } from './atrium.ts';

/** Which of the patient's ventricular shapes a beat uses. */
export type BeatShape = 'conducted' | 'ectopic' | 'escape' | 'paced';

/** A beat to be drawn, seconds on the recording's clock. */
export interface PlannedBeat {
  readonly qrsS: number;
  readonly shape: BeatShape;
  readonly class: BeatClass;
  readonly p: PlannedP | null;
}

export interface PlannedP {
  /** Onset. */
  readonly atS: number;
  readonly origin: AtrialOrigin;
}

/** The whole recording's events, in time order; they may begin before 0 so that no wave is cut. */
export interface RhythmPlan {
  readonly beats: readonly PlannedBeat[];
  readonly blockedP: readonly PlannedP[];
  readonly spikesS: readonly number[];
  /** Continuous atrial activity instead of P waves. */
  readonly atria: { readonly kind: 'fibrillation' | 'flutter'; readonly cycleS: number } | null;
}
