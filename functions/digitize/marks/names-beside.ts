import type { PageMarks } from './page-marks.ts';

/** How many names of leads stand beside the rows' common begin, and beside their end. */
export interface NamesBeside {
  readonly begin: number;
  readonly end: number;
}

/** Names stand this near to where rows begin, before or behind it, mm. */
const BESIDE_MM = 15;
/** What is less probable may be anything. */
const READ = 0.6;

export function namesBeside({ labels, span }: Pick<PageMarks, 'labels' | 'span'>, pitchX: number): NamesBeside {
  const read = labels.filter(({ probability }) => probability >= READ);
  const near = (px: number) => read.filter(({ xPx }) => Math.abs(xPx - px) < BESIDE_MM * pitchX).length;
  return { begin: near(span.startPx), end: near(span.endPx) };
}
