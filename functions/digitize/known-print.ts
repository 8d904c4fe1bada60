import type { PageGeometry, PrintedCalibration } from './types.ts';

/** What is known of a page's print while its traces are read. */
export interface KnownPrint {
  readonly says: PrintedCalibration;
  /** The way up in which it was read, if it was: the page's own. */
  readonly turns?: PageGeometry['quarterTurns'];
  /** Told as soon as pulses, rows and beats leave speed, gain or that of the chest leads open, so that the print is read while the traces are. */
  readonly askAhead: (geometry: PageGeometry) => void;
}

/** No print is known, and none is asked. */
export const UNASKED: KnownPrint = { says: {}, askAhead: () => {} };
