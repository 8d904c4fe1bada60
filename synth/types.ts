import type { Lead, PerLead } from '../functions/leads.ts';

/** All synthesised signals run at this rate. */
export const SAMPLE_RATE_HZ = 500;

export type BeatClass = 'N' | 'S' | 'V' | 'F' | 'Q';

/** What sets the pace and how it reaches the ventricles. */
export const RHYTHMS = [
  'sinus',
  'sinus-arrhythmia',
  'atrial-fibrillation',
  'atrial-flutter',
  'svt',
  'ventricular-tachycardia',
  'av-block-1',
  'wenckebach',
  'mobitz-2',
  'av-block-3',
  'atrial-paced',
  'ventricular-paced',
  'dual-paced',
] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** How the ventricles depolarise. */
export type Conduction = 'normal' | 'lbbb' | 'rbbb' | 'wpw';

/** Premature beats: how many are sprinkled in, or a fixed pattern. */
export type Ectopy = 'none' | 'occasional' | 'couplet' | 'bigeminy' | 'trigeminy';

export type StTerritory = 'inferior' | 'anterior' | 'lateral';

/** What the synthesiser makes. Every field but `seed` has a default, see `completeSpec`. */
export interface EcgSpec {
  readonly seed: number;
  readonly durationS: number;
  readonly rhythm: Rhythm;
  /** Ventricular rate, 25–220; for heart block III the atrial rate is drawn apart. */
  readonly rateBpm: number;
  readonly conduction: Conduction;
  readonly atrialEctopy: Ectopy;
  readonly ventricularEctopy: Ectopy;
  readonly stElevation: StTerritory | null;
  /** J-point elevation in the territory's leading lead. */
  readonly stElevationMv: number;
  readonly tInversion: 'none' | 'anterior' | 'inferior' | 'lateral';
  /** Frontal QRS axis, degrees, positive downwards. */
  readonly axisDeg: number;
  /** 1 is ordinary; left ventricular hypertrophy about 1.9, low voltage about 0.4. */
  readonly voltage: number;
  /** QT at 60/min; about 0.4 s, long QT 0.5 s and more. */
  readonly qtcS: number;
  readonly prS: number;
  readonly dextrocardia: boolean;
  /** Left and right arm electrodes exchanged. */
  readonly armReversal: boolean;
  readonly noise: {
    readonly wanderMv: number;
    readonly mainsMv: number;
    readonly mainsHz: 50 | 60;
    readonly muscleMv: number;
  };
}

/** A wave of a beat, seconds on the recording's clock. Edges are where the wave leaves 2 % of its peak in the lead where it is largest. */
export interface WaveTruth {
  readonly onsetS: number;
  readonly peakS: number;
  readonly offsetS: number;
}

export interface BeatTruth {
  readonly class: BeatClass;
  readonly p: WaveTruth | null;
  readonly qrs: WaveTruth;
  readonly t: WaveTruth | null;
}

/** Values that a cart would compute, from the noise-free dominant beat; null where there is nothing to measure. */
export interface TrueMeasurements {
  readonly heartRateBpm: number;
  readonly prMs: number | null;
  readonly qrsMs: number;
  readonly qtMs: number;
  readonly qtcMs: number;
  readonly pAxisDeg: number | null;
  readonly qrsAxisDeg: number;
  readonly tAxisDeg: number;
}

export interface EcgTruth {
  readonly spec: EcgSpec;
  readonly beats: readonly BeatTruth[];
  /** P waves that no QRS follows. */
  readonly blockedP: readonly WaveTruth[];
  /** Pacing spikes, seconds. */
  readonly spikesS: readonly number[];
  readonly measurements: TrueMeasurements;
  /** SCP statement codes that the recording deserves. */
  readonly scpCodes: readonly string[];
  /** The same in a cart's English words. */
  readonly statements: readonly string[];
}

export interface Ecg {
  /** mV at 500 Hz, all of one length. */
  readonly leads: PerLead<Float32Array>;
  readonly truth: EcgTruth;
}

/** The printed facts, named as in functions/read. */
export interface PrintedFactsTruth {
  readonly ageYears: number | null;
  readonly sex: 'female' | 'male' | null;
  readonly heartRateBpm: number | null;
  readonly rrMs: number | null;
  readonly pMs: number | null;
  readonly prMs: number | null;
  readonly qrsMs: number | null;
  readonly qtMs: number | null;
  readonly qtcMs: number | null;
  readonly pAxisDeg: number | null;
  readonly qrsAxisDeg: number | null;
  readonly tAxisDeg: number | null;
  readonly rv5Mv: number | null;
  readonly sv1Mv: number | null;
  readonly rv5PlusSv1Mv: number | null;
  /** ISO 8601 without zone, to the precision printed; null when not printed. */
  readonly acquiredAt: string | null;
  readonly speedMmPerS: number | null;
  readonly gainMmPerMv: number | null;
  readonly filter: string | null;
  readonly device: string | null;
  readonly site: string | null;
  readonly orderNumber: string | null;
  readonly statements: readonly string[] | null;
}
export type FactName = keyof PrintedFactsTruth;

/** Left, top, width, height. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/** What a drawn thing is; masks for training are made per role. */
export type Role =
  | 'grid-horizontal'
  | 'grid-vertical'
  | 'frame'
  | 'trace'
  | 'pulse'
  | 'separator'
  | 'lead-name'
  | 'text'
  | 'artwork';

/**
 * One printed run of text. Pixels are pixel-index coordinates: the centre of the top left pixel is (0, 0).
 * `quadPx` is the text box after all distortions, clockwise from its top left corner: x, y, x, y, …
 */
export interface TextTruth {
  readonly text: string;
  readonly role: 'lead-name' | 'text';
  readonly lead: Lead | null;
  /** The facts that this run prints. */
  readonly facts: readonly FactName[];
  readonly boxMm: Box;
  readonly boxPx: Box;
  readonly quadPx: readonly number[];
}

/** One lead block or rhythm strip as drawn. */
export interface LineTruth {
  readonly lead: Lead;
  readonly rhythm: boolean;
  /** Time of the first sample on the page's clock. */
  readonly startS: number;
  /** mV at 500 Hz, what the drawn line says (after the cart's filter), time = startS + index / 500. */
  readonly mv: Float32Array;
  readonly gainMmPerMv: number;
  readonly speedMmPerS: number;
  /** Height of 0 mV, mm from the page's top. */
  readonly zeroMm: number;
  /** Centre line, one vertex a sample. */
  readonly xMm: Float64Array;
  readonly yMm: Float64Array;
  /** The same in pixel-index coordinates of the raster, after all distortions; NaN where it leaves the picture. */
  readonly xPx: Float64Array;
  readonly yPx: Float64Array;
}

/** Everything that is true of a rendered page. Lengths in mm are on the paper, from its top left corner. */
export interface PageTruth {
  /** "3x4", "3x4+1", "6x2" …; Cabrera order has the suffix "-cabrera". */
  readonly layout: string;
  readonly vendor: string;
  readonly language: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly speedMmPerS: number;
  readonly gainMmPerMv: number;
  /** Equal to `gainMmPerMv` unless the cart prints chest leads at another gain. */
  readonly chestGainMmPerMv: number;
  readonly rhythmLeads: readonly Lead[];
  /** Pixels per mm at the middle of the page, along the paper's x and y. */
  readonly pitchPx: { readonly x: number; readonly y: number };
  /** Row-major 3×3, pixel = H · (xMm, yMm, 1) in pixel-index coordinates: exact for flat pages, the best fit for curled or folded ones. */
  readonly mmToPx: readonly number[];
  /** Distance of the fine grid lines: 1, 5 when only thick lines are drawn, null without a grid. */
  readonly gridMm: 1 | 5 | null;
  readonly gridBoxMm: Box;
  readonly pulses: readonly { readonly boxMm: Box; readonly quadPx: readonly number[]; readonly heightMv: number }[];
  readonly lines: readonly LineTruth[];
  readonly texts: readonly TextTruth[];
  readonly facts: PrintedFactsTruth;
  /** Names of the distortions applied, in order. */
  readonly distortions: readonly string[];
}

/** Interleaved 8-bit picture, row by row, 3 bytes a pixel. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

export interface RenderedPage {
  readonly raster: Raster;
  readonly truth: PageTruth;
  /** Coverage 0–255 per role, when asked for, distorted as the picture is. */
  readonly masks: Partial<Record<Role | 'page', Uint8Array>>;
}
