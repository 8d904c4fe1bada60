import type { UprightPage } from '../flat-page/upright-frame.ts';
import type { Runs } from '../maths/components.ts';
import { equallyHigh } from './equally-high.ts';
import { showsOthers } from './other-pulses.ts';
import { findPulses, type Outside, type Pulse } from './pulses.ts';
import { pulsesAtEnds, pulsesOnRows } from './row-check.ts';
import type { Extent } from './row-extent.ts';
import type { RowInk } from './row-ink.ts';

/**
 * A dark grid breaks the tops of pulses over this, mm, in the darkest ink and even in the network's view, where they are looked for if the ink as it is shows none;
 * one alone may be a wave.
 */
const GRID_BREAK_MM = 0.5;

/**
 * Calibration pulses that stand on rows, at their ends: in the ink of all marks, or in the `darkest` where that shows more, or others, than what is left of a grid
 * lets be found; or where neither shows any in what the network sees as trace. `traces`: that ink and the rows, as yet without pulses, whose ends `extentsOf`
 * tells; `stacked`: those that share their sides, if there are any.
 */
export function pagePulses(
  { frame, map, seen }: UprightPage,
  { marks, darkest }: { readonly marks: Runs; readonly darkest: Runs },
  traces: RowInk,
  strokePx: number,
  extentsOf: (traces: RowInk) => readonly Extent[],
  stacked: readonly Pulse[],
): readonly Pulse[] {
  const { pitchPx } = frame;
  const lastX = 2 * map.originX;
  const isOutside: Outside = (x, y) => {
    const [pageX] = frame.toPage(x, y);
    return pageX < 0 || pageX > lastX;
  };
  const amongRows = (found: readonly Pulse[]): readonly Pulse[] => {
    const onRows = pulsesOnRows(found, traces.rows, pitchPx.y);
    return onRows.length === 0 ? onRows : pulsesAtEnds(onRows, extentsOf(traces));
  };
  const pulsesIn = (runs: Runs, breakPx: number) =>
    amongRows(findPulses(runs, isOutside, pitchPx.x, pitchPx.y, strokePx, breakPx));
  const together = amongRows(stacked);
  if (together.length > 0) return together;
  const found = pulsesIn(marks, 0);
  const breakPx = Math.round(GRID_BREAK_MM * pitchPx.x);
  const dark = equallyHigh(pulsesIn(darkest, breakPx));
  const plain = showsOthers(dark, found) ? dark : found;
  if (plain.length > 0 || seen === null) return plain;
  return equallyHigh(pulsesIn(traces.runs, breakPx));
}
