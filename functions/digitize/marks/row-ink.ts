import type { Component, Runs } from '../maths/components.ts';
import type { Pulse } from './pulses.ts';
import type { Row } from './rows.ts';

/** Ink in which the ends of rows are looked for, with the rows and the calibration pulses beside them; frame px. */
export interface RowInk {
  readonly runs: Runs;
  readonly components: readonly Component[];
  readonly rows: readonly Row[];
  readonly pulses: readonly Pulse[];
  readonly pitchPx: { readonly x: number; readonly y: number };
}
