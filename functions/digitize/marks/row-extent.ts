import type { Component, Runs } from '../maths/components.ts';
import { longestSpan } from '../maths/longest-span.ts';
import type { Plane } from '../maths/plane.ts';
import type { Pulse } from './pulses.ts';
import type { RowInk } from './row-ink.ts';
import { FLAT_RUN_MM, usualGap } from './rows.ts';

/** First and last column of a row in which its trace was seen. */
export interface Extent {
  readonly left: number;
  readonly right: number;
}

/** Ink this near to its baseline is a row's own level trace, or a wave of it, mm. */
export const LEVEL_MM = 4;
export const WAVE_MM = 12;
/** A trace that wanders between level spans is no hole in them: flat ink nearer to its row than this share of the way to the next ones. */
const WANDERS = 0.4;
/** A hole of this length parts the calibration pulse from the trace. */
const PULSE_HOLE_MM = 0.8;
/** The foot of a pulse is no longer than this; what goes on for longer is trace. */
const FOOT_MM = 8;

/**
 * Where each row's trace begins and ends: the span of level wide pieces of ink near its baseline, calibration pulses with their feet
 * and islands beyond a 25-mm hole left out, and what was erased from the ink since its runs were found, as names before the rows are.
 */
export function rowExtents(
  { runs, components, rows, pulses, pitchPx: { x: pitchX, y: pitchY } }: RowInk,
  leastMm: number,
  ink: Plane,
): Extent[] {
  const columns = runs.start.length - 1;
  const isErased = (x: number, i: number): boolean => {
    const middle = ((runs.top[i] as number) + (runs.bottom[i] as number)) >> 1;
    return ink.values[middle * ink.widthPx + x] === 0;
  };
  const wanders = WANDERS * (usualGap(rows) ?? 0);
  return rows.map((row) => {
    const seen = new Uint8Array(columns);
    const strays = new Uint8Array(columns);
    const inked = new Uint8Array(columns);
    for (let x = 0; x < columns; x++) {
      for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
        const component = components[runs.component[i] as number] as Component;
        const away = awayFrom(row.baselinePx, runs, i);
        if (away >= Math.max(wanders, WAVE_MM * pitchY) || isErased(x, i)) continue;
        const isWide = component.right - component.left >= leastMm * pitchX;
        if (isWide && away < wanders && (runs.bottom[i] as number) - (runs.top[i] as number) <= FLAT_RUN_MM * pitchY)
          strays[x] = 1;
        if (away >= WAVE_MM * pitchY) continue;
        inked[x] = 1;
        if (isWide && away < LEVEL_MM * pitchY) seen[x] = 1;
      }
    }
    const whole = extentOf(seen, strays, 25 * pitchX);
    for (const pulse of pulses) hidePulse(seen, inked, pulse, whole, pitchX);
    return extentOf(seen, strays, 25 * pitchX);
  });
}

/** How far a run stands from a baseline, px; negative where it crosses it. */
export function awayFrom(baselinePx: number, { top, bottom }: Runs, run: number): number {
  return Math.max((top[run] as number) - baselinePx, baselinePx - (bottom[run] as number));
}

/** Takes a pulse out of a row's columns, with what lies between it and the row's end and with its foot on the trace's side. */
function hidePulse(seen: Uint8Array, inked: Uint8Array, pulse: Pulse, whole: Extent, pitchX: number): void {
  const before = pulse.left + pulse.right < whole.left + whole.right;
  const step = before ? 1 : -1;
  const edge = Math.min(seen.length - 1, Math.max(0, before ? pulse.right : pulse.left));
  let foot = edge;
  let hole = 0;
  for (let x = edge; x >= 0 && x < seen.length && hole < PULSE_HOLE_MM * pitchX; x += step) {
    if (seen[x] === 1) foot = x;
    // A wave that is broken into narrow pieces is no hole.
    hole = inked[x] === 1 ? 0 : hole + 1;
  }
  const end = Math.abs(foot - edge) < FOOT_MM * pitchX ? foot : edge;
  if (before) seen.fill(0, 0, end + 1);
  else seen.fill(0, end);
}

/** From level ink to level ink, across holes of a length in which nothing strays either. */
function extentOf(seen: Uint8Array, strays: Uint8Array, hole: number): Extent {
  const [left, right] = longestSpan(seen, hole);
  const [from, to] = longestSpan(
    seen.map((level, x) => level | (strays[x] as number)),
    hole,
  );
  const [first, last] = [seen.indexOf(1, from), seen.lastIndexOf(1, to)];
  return first >= from && last - first > right - left ? { left: first, right: last } : { left, right };
}
