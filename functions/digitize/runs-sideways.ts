import type { Lead } from '../leads.ts';
import { liesSideways } from './orientation.ts';
import { INK_SHARE } from './page-marks.ts';
import type { UprightPage } from './upright-frame.ts';

/**
 * Whether the traces of a page made upright run up it: the ink has it so, and no names are read that stand upright. Tall waves of many rows
 * one above the other gather ink at few widths as well, so names outweigh it.
 */
export function runsSideways(upright: UprightPage): boolean {
  const { ink, pitchPx } = upright.frame;
  const traces = upright.seen?.trace ?? ink;
  return (
    uprightNames(upright) < ENOUGH_NAMES && liesSideways(traces, (pitchPx.x + pitchPx.y) / 2, upright.level * INK_SHARE)
  );
}

/** This many names that do not read the same upside down say that the page is upright. */
export const ENOUGH_NAMES = 3;
const SURE_NAME = 0.8;
const ALIKE_BOTH_WAYS: readonly Lead[] = ['I', 'II', 'III'];

/** How many lead names were read surely that do not read the same upside down. */
export function uprightNames({ seen }: UprightPage): number {
  const sure = (seen?.names ?? []).filter(
    ({ lead, probability }) => probability >= SURE_NAME && !ALIKE_BOTH_WAYS.includes(lead),
  );
  return new Set(sure.map(({ lead }) => lead)).size;
}
