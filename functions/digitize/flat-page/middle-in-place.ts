import type { Bends } from '../grid/bends.ts';
import { type PaperMap, toMm } from '../grid/paper-map.ts';
import type { PageMarks } from '../marks/page-marks.ts';
import { LEAST_OFF_MM, spanOf } from './even-columns.ts';
import { middleByBars } from './middle-by-bars.ts';
import { middleByGap } from './middle-by-gap.ts';
import type { Frame } from './rectify.ts';

/**
 * The paper of a page laid flat by its sheet, bent along the rows until bars or a gap that part the columns in the middle of the rows stand there: edges do not
 * show a fold between them. The rows' ends stay where they are, and what lies between moves the less the nearer it is to one. Null where nothing stands
 * there, or stands in the middle.
 */
export function middleInPlace(
  marks: Pick<PageMarks, 'ink' | 'rows' | 'level' | 'extents' | 'bars'>,
  frame: Frame,
  map: PaperMap,
): PaperMap | null {
  const { pitchPx, toPage } = frame;
  const span = spanOf(marks.extents, pitchPx.x);
  if (span === null || map.bends === null) return null;
  const middle = middleByBars(marks, span, pitchPx) ?? middleByGap(marks, span, pitchPx);
  const { begin, length } = span;
  if (middle === null || Math.abs(middle - begin - length / 2) < LEAST_OFF_MM * pitchPx.x) return null;
  const heights = marks.rows.map(({ baselinePx }) => baselinePx);
  const height = (Math.min(...heights) + Math.max(...heights)) / 2;
  const mmAt = (x: number) => toMm(map, ...toPage(x, height))[0];
  const [fromMm, atMm, toEndMm] = [mmAt(begin), mmAt(middle), mmAt(begin + length)] as const;
  const halfMm = (toEndMm - fromMm) / 2;
  const offMm = fromMm + halfMm - atMm;
  const shiftAt = (mm: number) => {
    const share = Math.min(1, Math.abs(mm - fromMm - halfMm) / halfMm);
    return offMm * (1 - share * share);
  };
  return { ...map, bends: shifted(map, map.bends, shiftAt) };
}

/** Bends with what a place along the rows is shifted by in addition. */
function shifted(map: PaperMap, bends: Bends, shiftAt: (mm: number) => number): Bends {
  const { columns, cellPx } = bends;
  const xMm = bends.xMm.map((mm, cell) => {
    const [x, y] = [(cell % columns) + 0.5, Math.floor(cell / columns) + 0.5];
    return mm + shiftAt(toMm(map, x * cellPx - 0.5, y * cellPx - 0.5)[0]);
  });
  return { ...bends, xMm };
}
