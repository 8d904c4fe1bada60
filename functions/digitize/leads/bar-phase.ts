import type { Bar } from '../marks/bars.ts';
import { resultant } from '../maths/resultant.ts';
import type { Stretch } from '../trace/stretch.ts';

/** Rows of 5 s hold so many samples, those of 10 s twice as many; into three or six columns they do not divide, and then bars stand between samples. */
const SAMPLES = 2500;
/** A bar stands this near to where the stretch behind it was laid, mm. */
const NEAR_MM = 0.4;
/** So many bars that agree so well (resultant of their phases, 0…1) tell the phase. */
const LEAST_BARS = 4;
const AGREED = 0.7;

/**
 * By how much of a sample (−0.5 to 0.5) the samples of all stretches stand behind where they were laid: carts print the bar between two columns where the
 * second one's first sample is, and its middle is known to a tenth of a pixel, of which one holds two or three samples. Null where bars are few or do
 * not agree, as on paper that bends, or columns are no whole number of samples.
 */
export function phaseByBars(
  stretches: readonly Pick<Stretch, 'column' | 'fromX' | 'band'>[],
  bars: readonly Bar[],
  columns: number,
  stepPx: number,
  pitchX: number,
): number | null {
  if (SAMPLES % columns !== 0) return null;
  const phases = stretches.flatMap(({ column, fromX, band }) =>
    bars
      .filter(({ top, bottom }) => column > 0 && top < band.baselinePx && bottom > band.baselinePx)
      .map(({ centreX }) => centreX - fromX)
      .filter((behindPx) => Math.abs(behindPx) < NEAR_MM * pitchX)
      .map((behindPx) => behindPx / stepPx),
  );
  const { share, cycles } = resultant(new Array(phases.length).fill(1), (i) => phases[i] as number);
  return phases.length >= LEAST_BARS && share > AGREED ? cycles : null;
}
