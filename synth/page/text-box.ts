import type { Box } from '../types.ts';
import type { TextRun } from './drawing.ts';
import { glyphFor, textWidth } from './fonts.ts';

/** The smallest box around a run's ink, mm; the em box when it has no ink. */
export function textBoxMm(run: TextRun): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  let penX = run.xMm;
  for (const character of run.text) {
    const glyph = glyphFor(run.font, character);
    for (const contour of glyph.contours)
      for (let i = 0; i < contour.length; i += 2) {
        const x = penX + (contour[i] ?? 0) * run.sizeMm;
        const y = run.yMm + (contour[i + 1] ?? 0) * run.sizeMm;
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
    penX += glyph.advance * run.sizeMm;
  }
  if (left > right) return [run.xMm, run.yMm - run.sizeMm, textWidth(run.font, run.text, run.sizeMm), run.sizeMm];
  return [left, top, right - left, bottom - top];
}
