import type { Lead, PerLead } from '../leads.ts';
import type { Plane } from './maths/plane.ts';

export { boxOutside, type DigitizeOptions, type StatedBlock } from './options.ts';
export { parseDigitizeOptions } from './parse-options.ts';

/** A lead as read from the page: 500 Hz, mV, missing samples NaN. */
export interface DigitizedLead {
  /** Time of the first sample on the page's own clock: 0, 2.5, 5, 7.5 on a 3×4 page. */
  readonly startS: number;
  readonly mv: Float32Array;
}

/** A long strip below (or above) the lead blocks. */
export interface RhythmStrip extends DigitizedLead {
  readonly lead: Lead;
}

/** How the page's paper maps to its pixels: pixel = H · (xMm, yMm, 1), row-major 3×3, page upright after `quarterTurns` clockwise turns. */
export interface PageGeometry {
  readonly mmToPx: readonly number[];
  readonly quarterTurns: 0 | 1 | 2 | 3;
  readonly pitchPx: { readonly x: number; readonly y: number };
  readonly angleDeg: number;
}

/** The traced centre line of one lead block or strip in pixels of the decoded page, for the overlay. */
export interface TracedLine {
  readonly lead: Lead;
  readonly rhythm: boolean;
  readonly xPx: Float32Array;
  /** NaN where nothing was traced. */
  readonly yPx: Float32Array;
}

/** Calibration as read from the page's print, and what stands beside it. */
export interface PrintedCalibration {
  readonly speedMmPerS?: number;
  readonly gainMmPerMv?: number;
  /** Where chest leads have a gain of their own ("10/5 mm/mV"). */
  readonly chestGainMmPerMv?: number;
  /** The lead of which a line of print says that it was recorded ("Lead I, 512Hz"). */
  readonly lead?: Lead;
}

/** What of a page is ink of its pens, by pixels of the page as decoded, row by row: 0 paper or grid, 255 a full stroke. */
export type PenInk = Plane;

/** Reads speed and gain off the page's print, once its geometry is known; `pen`: its ink without the grid, where colour tells them apart, else null. */
export type ReadPrint = (geometry: PageGeometry, pen: PenInk | null) => Promise<PrintedCalibration>;

/** Output of the step *digitize*. */
export interface Digitized {
  readonly page: number;
  /** "3x4", "3x4+1", "6x2", "12x1" …; Cabrera order has the suffix "-cabrera". */
  readonly layout: string;
  readonly sampleRateHz: 500;
  readonly leads: PerLead<DigitizedLead | null>;
  readonly rhythm: readonly RhythmStrip[];
  readonly calibration: {
    readonly speedMmPerS: number;
    readonly gainMmPerMv: number;
    readonly pitchPx: { readonly x: number; readonly y: number };
    readonly source: 'grid' | 'pulse' | 'vector' | 'dpi' | 'layout' | 'stated';
  };
  /** Log-odds of speed and gain against the next likely ones, by all that the page shows but its print; null where nothing had to be weighed. */
  readonly scaleMargin: number | null;
  readonly quality: {
    /** 0…1; below 0.5 a person must look. */
    readonly score: number;
    readonly leads: Partial<PerLead<number>>;
    /** Sentences for a person. */
    readonly reasons: readonly string[];
  };
  readonly geometry: PageGeometry;
  readonly traces: readonly TracedLine[];
  readonly timings: { readonly decodeMs: number; readonly pageMs: number; readonly totalMs: number };
}
