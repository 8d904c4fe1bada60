import type { LabelEvidence } from '../marks/label-evidence.ts';
import { mean } from '../maths/mean.ts';
import { median } from '../maths/median.ts';
import { type FoundLine, robustLine } from '../maths/robust-line.ts';
import { nameSlopes } from './level-by-names.ts';
import type { Frame } from './rectify.ts';

/** Standard deviations in what half of the values stray by. */
export const GAUSSIAN = 1.48;
/** Slopes from name to name are so many, and stray from those of all by less than this, where they tell anything. */
const FEWEST_PAIRS = 5;
const MOST_NAMES_STRAY = 0.005;

/** Slopes stray by no less than this: few of them agree by chance. */
const LEAST_STRAY = 0.0012;

/** The slope of lines by their height, frame px, and the standard deviation of how it changes. */
export interface Convergence extends FoundLine {
  readonly deviation: number;
}

/** How lines at these heights run together by their slopes. */
export function convergenceOf(heights: readonly number[], slopes: readonly number[]): Convergence {
  const line = robustLine(heights, slopes);
  const middle = mean(heights);
  const apart = Math.sqrt(heights.reduce((sum, height) => sum + (height - middle) ** 2, 0));
  return { ...line, deviation: (GAUSSIAN * Math.max(LEAST_STRAY, line.stray)) / apart };
}

/** What rows and names say together, each by how sure it is. */
export function together(rows: Convergence, names: Convergence | null): Convergence {
  if (names === null) return rows;
  const share = rows.deviation ** 2 / (rows.deviation ** 2 + names.deviation ** 2 || 1);
  const mixed = (one: number, other: number) => one + share * (other - one);
  return {
    at: mixed(rows.at, names.at),
    slope: mixed(rows.slope, names.slope),
    stray: rows.stray,
    deviation: Math.sqrt(share) * names.deviation,
  };
}

/** How lines of names run together, which do not wander; null where names are few, do not agree or stand on one line. */
export function linesOfNames(labels: readonly LabelEvidence[], pitchPx: Frame['pitchPx']): Convergence | null {
  const names = nameSlopes(labels, pitchPx);
  if (names.length < FEWEST_PAIRS) return null;
  const heights = names.map(({ heightPx }) => heightPx);
  const lines = convergenceOf(
    heights,
    names.map(({ slope }) => slope),
  );
  return lines.stray < MOST_NAMES_STRAY ? lines : null;
}

/** Rows that wander too much to tell how they run together, taken for parallel: begins and ends may still tell a view. */
export function levelled({ stray }: FoundLine, slopes: readonly number[]): FoundLine {
  return { at: median(slopes), slope: 0, stray };
}
