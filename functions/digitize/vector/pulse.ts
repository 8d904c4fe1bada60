import type { VectorPitch } from './grid-pitch.ts';
import { endX, type Polyline, pointsOf, restingY, slice, startX } from './polyline.ts';

/** A calibration pulse: the line on which 0 mV lies and the height of 1 mV. */
export interface Pulse {
  readonly xPx: number;
  readonly baseYPx: number;
  readonly heightMm: number;
  /** Length of its upper level. */
  readonly plateauMm: number;
}

const [LOWEST_MM, HIGHEST_MM] = [2, 25];
const LONGEST_MM = 20;
/** How far from its two levels a pulse may stray, as a part of its height. */
const LEVEL_SPREAD = 0.06;
const [SHORTEST_PLATEAU_MM, LONGEST_PLATEAU_MM] = [1.5, 15];
const EDGE_MM = 0.6;
/** A pulse whose base is farther from the lead's resting height belongs to another row. */
export const OWN_ROW_MM = 5;

/** The pulse that a short line is: two levels and nothing between, back to the first at its end. Null for other lines. */
export function asPulse(line: Polyline, pitch: VectorPitch): Pulse | null {
  if (endX(line) - startX(line) > LONGEST_MM * pitch.x) return null;
  const top = Math.min(...line.yPx);
  const bottom = Math.max(...line.yPx);
  const height = bottom - top;
  const heightMm = height / pitch.y;
  if (heightMm < LOWEST_MM || heightMm > HIGHEST_MM) return null;
  let [high, low] = [0, 0];
  for (let i = 1; i < pointsOf(line); i++) {
    const y = ((line.yPx[i] as number) + (line.yPx[i - 1] as number)) / 2;
    const dx = (line.xPx[i] as number) - (line.xPx[i - 1] as number);
    if (y - top < LEVEL_SPREAD * height) high += dx;
    else if (bottom - y < LEVEL_SPREAD * height) low += dx;
  }
  const whole = endX(line) - startX(line);
  const plateauMm = high / pitch.x;
  const isTwoLevels = high + low > 0.75 * whole && plateauMm > SHORTEST_PLATEAU_MM && plateauMm < LONGEST_PLATEAU_MM;
  const startsLow = bottom - (line.yPx[0] as number) < LEVEL_SPREAD * height;
  return isTwoLevels && startsLow ? { xPx: startX(line), baseYPx: bottom, heightMm, plateauMm } : null;
}

/** A lead's line without the pulse drawn in one stroke with it, and that pulse. */
export function withoutPulse(
  line: Polyline,
  pitch: VectorPitch,
): { readonly line: Polyline; readonly pulse: Pulse | null } {
  const end = leadingPulseEnd(line, pitch);
  if (end === null) return { line, pulse: null };
  const pulse = asPulse(slice(line, 0, end), pitch);
  return pulse === null ? { line, pulse: null } : { line: slice(line, end - 1, pointsOf(line)), pulse };
}

/** Index after the falling edge of a rectangle at the beginning of the line. */
function leadingPulseEnd({ xPx, yPx }: Polyline, pitch: VectorPitch): number | null {
  const first = xPx[0] ?? 0;
  let rise = -1;
  for (let i = 1; i < xPx.length && (xPx[i] as number) - first < LONGEST_MM * pitch.x; i++) {
    const upMm = ((yPx[i - 1] as number) - (yPx[i] as number)) / pitch.y;
    const acrossMm = ((xPx[i] as number) - (xPx[i - 1] as number)) / pitch.x;
    if (acrossMm > EDGE_MM) continue;
    if (rise < 0 && upMm > LOWEST_MM) rise = i;
    else if (rise >= 0 && -upMm > LOWEST_MM) return i + 1;
  }
  return null;
}

/** Where 0 mV lies for a lead: the base of the pulse of its own row; where it has none, the height at which it rests. */
export function zeroLine(line: Polyline, pulses: readonly Pulse[], pitch: Pick<VectorPitch, 'y'>): number {
  const resting = restingY(line);
  const near = pulses.filter((pulse) => Math.abs(pulse.baseYPx - resting) < OWN_ROW_MM * pitch.y);
  const [nearest] = near.toSorted((a, b) => Math.abs(a.baseYPx - resting) - Math.abs(b.baseYPx - resting));
  return nearest?.baseYPx ?? resting;
}
