import type { Bar } from '../marks/bars.ts';
import type { CentreLine } from './centre-line.ts';

/** A bar's grey rim, and how far a boundary may stand from the bar that marks it, px. */
const RIM_PX = 1.25;
const AT_END_PX = 3;
/** What is held is the line's height this far from the bar's rim, px: nearer, the pen's own width already runs into the bar. */
const CLEAR_PX = 0.5;
/** A bar that ends within this many pens of the line is cut there by the line itself. */
const CUT_PENS = 2;
/** A line that goes further than this share of the pen's width within that width is not level where it meets the bar. */
const LEVEL_SHARE = 1;

/** Frame px. */
type Upright = Pick<Bar, 'left' | 'right' | 'top' | 'bottom'>;

/**
 * Ends a line at the bar that is printed over the end of its stretch, since the pen cannot be seen under it and what the fit makes of the
 * bar's rim is a steep stroke that no lead has: a level line is held to the end. One that meets the bar amid a wave stays as it was fitted, and
 * dashes that leave the line free change nothing.
 */
export function endAtBars({ startX, stepPx, y }: CentreLine, bars: readonly Upright[], strokePx: number): void {
  const nodeAt = (x: number) => (x - startX) / stepPx;
  const endX = startX + y.length * stepPx;
  const stroke = Math.max(1, Math.round(strokePx / stepPx));
  const slack = CUT_PENS * strokePx;
  const covers = ({ top, bottom }: Upright, node: number) => {
    const height = y[node] as number;
    return top - slack <= height && height <= bottom + slack;
  };
  let [first, last] = [0, y.length - 1];
  for (const bar of bars) {
    const { left, right } = bar;
    const before = Math.floor(nodeAt(left - RIM_PX - CLEAR_PX));
    if (left - AT_END_PX <= endX && endX <= right + AT_END_PX && covers(bar, before)) last = Math.min(last, before);
    const after = Math.ceil(nodeAt(right + RIM_PX + CLEAR_PX));
    if (left - AT_END_PX <= startX && startX <= right + AT_END_PX && covers(bar, after)) first = Math.max(first, after);
  }
  if (last - first < 2 * stroke) return;
  const level = (node: number, inward: number) =>
    Math.abs((y[node] as number) - (y[node + inward] as number)) < LEVEL_SHARE * strokePx;
  if (level(first, stroke)) y.fill(y[first] as number, 0, first);
  if (level(last, -stroke)) y.fill(y[last] as number, last + 1);
}
