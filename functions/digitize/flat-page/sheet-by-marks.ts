import { marksOf, ROW_MM } from './scale-by-marks.ts';
import { stretched } from './stretched.ts';
import type { UprightPage } from './upright-frame.ts';

/** Rows that are as long as rows usually are (logarithm) bear a sheet out, and those that are so far from it speak against one. */
const BORNE_OUT = 0.01;
const CONTRADICTED = 0.03;

/**
 * A page that was scaled by its sheet, whose proportions fit another one as well, with a millimetre so many times as many pixels on that: it is the other one where
 * its rows begin and end together and are as long as rows usually are on that alone.
 */
export function sheetByMarks(upright: UprightPage, onOther: { readonly x: number; readonly y: number }): UprightPage {
  const { span } = marksOf(upright);
  if (!span.beginAgreed || !span.endAgreed) return upright;
  const off = Math.log((span.endPx - span.startPx) / upright.frame.pitchPx.x / ROW_MM);
  const isOther = Math.abs(off) > CONTRADICTED && Math.abs(off - Math.log(onOther.x)) < BORNE_OUT;
  return isOther ? stretched(upright, onOther) : upright;
}
