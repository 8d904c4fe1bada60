import type { Lead } from '../../functions/leads.ts';
import type { FactName, Role } from '../types.ts';
import type { FontName } from './fonts.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

interface Mark {
  readonly role: Role;
  readonly color: Rgb;
  /** 0…1; the paper shines through below 1. */
  readonly opacity: number;
}

/** A connected line with round joins and ends; x, y, x, y, … in mm. */
export interface Polyline extends Mark {
  readonly kind: 'polyline';
  readonly points: Float64Array;
  readonly widthMm: number;
}

/** Separate segments of one pen: x0, y0, x1, y1, … in mm. */
export interface Segments extends Mark {
  readonly kind: 'segments';
  readonly points: Float64Array;
  readonly widthMm: number;
}

/** A closed shape without holes; x, y, x, y, … in mm. */
export interface Filled extends Mark {
  readonly kind: 'filled';
  readonly points: Float64Array;
}

/** One run of text; `xMm`, `yMm` is the left end of its baseline, `sizeMm` the em. */
export interface TextRun extends Mark {
  readonly kind: 'text';
  readonly role: 'text' | 'lead-name';
  readonly text: string;
  readonly xMm: number;
  readonly yMm: number;
  readonly sizeMm: number;
  readonly font: FontName;
  readonly lead: Lead | null;
  readonly facts: readonly FactName[];
}

export type Item = Polyline | Segments | Filled | TextRun;

/** A page in millimetres from its top left corner, painted in the order of its items. */
export interface Drawing {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly paper: Rgb;
  readonly items: readonly Item[];
}
