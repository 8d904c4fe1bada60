import { INK_SHARE } from '../marks/trace-level.ts';
import { type RowBand, type RowTrace, traceRow } from './row-trace.ts';
import type { Sight } from './sight.ts';
import type { Stretch } from './stretch.ts';

/** A wave goes on beyond its band where its ink does, without a break, for this far, mm. */
const ONWARD_MM = 1;

/**
 * A stretch with its trace; where no row stands above or below and a wave runs out of the band that such rows are looked for in, as at 20 mm/mV, in one that holds it.
 */
export function traceReaching(
  sight: Sight,
  stretch: Stretch,
  pitchY: number,
): { readonly stretch: Stretch; readonly trace: RowTrace } {
  const { band, furthest = band } = stretch;
  const trace = traceRow(sight, band);
  const top = furthest.top < band.top && runsOn(sight, band, trace, pitchY, -1) ? furthest.top : band.top;
  const bottom = furthest.bottom > band.bottom && runsOn(sight, band, trace, pitchY, 1) ? furthest.bottom : band.bottom;
  if (top === band.top && bottom === band.bottom) return { stretch, trace };
  const reaching = { ...stretch, band: { ...band, top, bottom } };
  return { stretch: reaching, trace: traceRow(sight, reaching.band) };
}

/** Whether a trace runs along the upper (−1) or lower (1) end of its band where ink goes on. */
function runsOn(
  { ink, level, strokePx, hidden }: Sight,
  { top, bottom }: RowBand,
  { firstColumn, edgeY, gap }: RowTrace,
  pitchY: number,
  way: -1 | 1,
): boolean {
  const end = way < 0 ? top : bottom - 1;
  const near = strokePx + 1;
  const onward = Math.round(ONWARD_MM * pitchY);
  const isInked = (x: number, y: number) => {
    const at = y * ink.widthPx + x;
    return hidden[at] === 0 && (ink.values[at] as number) > INK_SHARE * level;
  };
  for (let i = 1; i + 1 < gap.length; i++) {
    if (gap[i] === 1 || Math.abs((edgeY[i] as number) - end) > near) continue;
    const x = firstColumn + i;
    let y = end;
    while (y >= 0 && y < ink.heightPx && (isInked(x - 1, y) || isInked(x, y) || isInked(x + 1, y))) y += way;
    if (Math.abs(y - end) >= onward) return true;
  }
  return false;
}
