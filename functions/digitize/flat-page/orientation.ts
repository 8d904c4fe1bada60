import { darkPixels } from '../maths/dark-pixels.ts';
import type { Plane } from '../maths/plane.ts';

export type QuarterTurns = 0 | 1 | 2 | 3;

/** So many clockwise turns further. */
export const turnedFurther = (turns: QuarterTurns, further: number) => ((turns + further) % 4) as QuarterTurns;

/** The outer share of the picture on each side, where black rims of copies and the table under the sheet are. */
const EDGE_SHARE = 0.05;

/** How much more the ink gathers on lines than a sideways page would have it, before it counts as sideways. */
const SIDEWAYS_RATIO = 1.35;
/** A plane this much wider than high is a strip, whose traces run along it: rows that ran up it would be short and many. */
const STRIP_RATIO = 2.5;

/**
 * Whether the traces run up the plane instead of across it: a heart rests at its baseline most of the time, so ink gathers at few
 * heights of an upright page and at few widths of a sideways one. A strip of one row is mostly upstrokes, and runs along its length.
 */
export function liesSideways(ink: Plane, pitchPx: number, threshold: number, ratio = SIDEWAYS_RATIO): boolean {
  return !isStrip(ink) && sidewaysRatio(ink, pitchPx, threshold) > ratio;
}

/** Whether the traces run across the plane as surely as `liesSideways` asks for the other way. */
export function liesAcross(ink: Plane, pitchPx: number, threshold: number): boolean {
  return isStrip(ink) || sidewaysRatio(ink, pitchPx, threshold) < 1 / SIDEWAYS_RATIO;
}

const isStrip = ({ widthPx, heightPx }: Plane): boolean => widthPx > STRIP_RATIO * heightPx;

/** How much more the ink gathers at few widths than at few heights; not a number without ink. */
function sidewaysRatio(ink: Plane, pitchPx: number, threshold: number): number {
  const { widthPx: w, heightPx: h, values } = ink;
  const rows = new Float32Array(Math.ceil(h / pitchPx));
  const columns = new Float32Array(Math.ceil(w / pitchPx));
  const [left, top] = [Math.round(EDGE_SHARE * w), Math.round(EDGE_SHARE * h)];
  const next = darkPixels(values, Math.ceil(threshold));
  for (let y = top; y < h - top; y++) {
    const row = Math.floor(y / pitchPx);
    const end = y * w + w - left;
    for (let o = next(y * w + left, end); o < end; o = next(o + 1, end)) {
      rows[row] = (rows[row] as number) + 1;
      const column = Math.floor((o - y * w) / pitchPx);
      columns[column] = (columns[column] as number) + 1;
    }
  }
  return gathering(columns) / gathering(rows);
}

/** Mean square over squared mean: 1 when ink is spread evenly. */
function gathering(profile: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of profile) {
    sum += value;
    squares += value * value;
  }
  return sum === 0 ? 0 : (squares * profile.length) / (sum * sum);
}
