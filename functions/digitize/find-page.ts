import type { DigitizedPage } from '../platform/page-pool.ts';
import { fail, type ProblemCode, type Result } from '../problems.ts';

/** Pages that are tried at most: a report's ECG stands among its first pages, and each try costs seconds. */
const MOST_TRIED = 8;
/** A page that reads this well is the ECG; no other is tried. */
const SURE_SCORE = 0.75;
/** Of pages that cannot be read the one that came furthest tells the most. */
const FURTHEST: readonly ProblemCode[] = ['LAYOUT_NOT_FOUND', 'TRACE_NOT_FOUND', 'GRID_NOT_FOUND'];

/**
 * Digitizes the page that holds an ECG: in order, the first that reads surely, else the one that reads best. Where none can
 * be digitized, the page that came furthest, with its problem. PAGE_NOT_FOUND for no pages.
 */
export async function findPage(
  pages: readonly number[],
  digitize: (page: number) => Promise<Result<DigitizedPage>>,
): Promise<Result<DigitizedPage>> {
  let best: Result<DigitizedPage> | null = null;
  for (const page of pages.slice(0, MOST_TRIED)) {
    const done = await digitize(page);
    if (best === null || rank(done) > rank(best)) best = done;
    if (rank(done) >= SURE_SCORE) break;
  }
  return best ?? fail('PAGE_NOT_FOUND');
}

/** The score of a page that was read; below 0 for one that was not, the nearer the further it came. */
function rank(done: Result<DigitizedPage>): number {
  if (!done.ok) return -2 - FURTHEST.length;
  const { digitized } = done.value;
  if (digitized.ok) return digitized.value.quality.score;
  const place = FURTHEST.indexOf(digitized.problem.code);
  return -1 - (place === -1 ? FURTHEST.length : place);
}
