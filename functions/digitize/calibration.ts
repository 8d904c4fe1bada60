import type { LayoutCandidate } from './layout.ts';
import { type DigitizeOptions, isScaleStated } from './options.ts';
import type { PageMarks } from './page-marks.ts';
import type { Digitized } from './types.ts';

const GAINS = [2.5, 5, 10, 20, 40];

/**
 * Speed and gain: stated, else from the calibration pulse (1 mV high; taken when it is within 12 % of a gain that carts
 * have) and the width of the columns, else 25 mm/s and 10 mm/mV.
 */
export function calibrate(
  page: PageMarks,
  layout: LayoutCandidate,
  pitch: { readonly x: number; readonly y: number },
  options: DigitizeOptions,
): Digitized['calibration'] {
  const heights = page.pulses.map((pulse) => pulse.heightPx / pitch.y).sort((a, b) => a - b);
  const height = heights[Math.floor(heights.length / 2)];
  const pulseGain = height === undefined ? undefined : GAINS.find((gain) => Math.abs(height / gain - 1) < 0.12);
  const columnS = layout.lattice.columns === 4 || layout.lattice.columns === 3 ? 2.5 : null;
  const speed = columnS !== null && layout.lattice.widthMm / columnS > 40 ? 50 : 25;
  return {
    speedMmPerS: options.speedMmPerS ?? speed,
    gainMmPerMv: options.gainMmPerMv ?? pulseGain ?? 10,
    pitchPx: { x: pitch.x, y: pitch.y },
    source: isScaleStated(options) ? 'stated' : 'grid',
  };
}
