import { marksOf, ROW_MM, ratioOfAgreeingMarks } from './scale-by-marks.ts';
import { stretched } from './stretched.ts';
import type { UprightPage } from './upright-frame.ts';

/** Rows that are as long as rows usually are (logarithm) bear a sheet out, and those that are so far from it speak against one. */
const BORNE_OUT = 0.01;
const CONTRADICTED = 0.03;
/** A printer's dots are no millimetres at all: what rows say is hardly ever this near to them, but it is to a grid beside rows with gaps. */
const CONTRADICTED_DOTS = 0.05;

/** Pulses and rows that say the same of a sheet's scale are believed rather than its proportions: what lies on a ground may be cut from a sheet. */
const BY_BOTH = 0.75;

/**
 * A page that was scaled by its sheet, or by what may be a printer's dots, scaled by pulses and rows where both contradict that alike. Where its proportions fit another sheet as well, with a millimetre so many
 * times as many pixels on that (`onOther`), it is the other one where its rows begin and end together and are as long as rows usually are on that alone.
 */
export function sheetByMarks(
  upright: UprightPage,
  onOther: { readonly x: number; readonly y: number } | null,
  amongDots = false,
  marks = marksOf(upright),
): UprightPage {
  const { span } = marks;
  if (!span.beginAgreed || !span.endAgreed) return upright;
  const off = Math.log((span.endPx - span.startPx) / upright.frame.pitchPx.x / ROW_MM);
  if (Math.abs(off) < (amongDots ? CONTRADICTED_DOTS : CONTRADICTED)) return upright;
  if (onOther !== null && Math.abs(off - Math.log(onOther.x)) < BORNE_OUT) return stretched(upright, onOther);
  const both = ratioOfAgreeingMarks(marks, upright.frame.pitchPx, amongDots);
  if (both === null) return upright;
  return {
    ...stretched(upright, { x: both, y: both }),
    scale: { source: 'pulse', confidence: BY_BOTH, byRows: 'borne out' },
  };
}
