import type { Plane } from '../maths/plane.ts';
import { powerSpectrum } from '../maths/power-spectrum.ts';
import { combShare } from './grid-period.ts';
import { type LineFamily, lineProfile } from './line-profile.ts';
import { paperSizePrior } from './paper-size.ts';

/** Dots an inch along and across a fax's lines in fine resolution (ITU-T T.4: 8.04 a mm, 7.7 a mm). */
const FAX_ASPECT = 204 / 196;
/** Pitches that are tried, px a mm, geometric means of both axes, and by how much each is larger than the one before it. */
const PITCHES_PX = { least: 3, most: 16, ratio: 1.0004 } as const;
/** Combs that explain less of either profile are none. */
const LEAST_SHARE = 0.1;
/** One pixel in so many along a line is looked at. */
const STRIDE = 3;

/**
 * The grid's 1-mm pitch, px, of a flat page whose pixels are as oblong as those of a fax: both profiles of the page tell it together; null where
 * they do not.
 */
export function faxPitch(print: Plane, angleRad: number): { readonly x: number; readonly y: number } | null {
  const whole = { left: 0, top: 0, width: print.widthPx, height: print.heightPx };
  const combOf = (family: LineFamily) => {
    const profile = lineProfile(print, whole, family, angleRad, STRIDE);
    const spectrum = powerSpectrum(profile);
    return (pitchPx: number) => combShare(spectrum, pitchPx, profile.length);
  };
  const [down, across] = [combOf('down'), combOf('across')];
  const span = Math.max(print.widthPx, print.heightPx);
  let best: { readonly x: number; readonly y: number } | null = null;
  let bestScore = 0;
  for (let pitchPx: number = PITCHES_PX.least; pitchPx < PITCHES_PX.most; pitchPx *= PITCHES_PX.ratio) {
    for (const aspect of [FAX_ASPECT, 1 / FAX_ASPECT]) {
      const pitch = { x: pitchPx * Math.sqrt(aspect), y: pitchPx / Math.sqrt(aspect) };
      const byDown = down(pitch.x);
      const share = byDown < LEAST_SHARE ? 0 : Math.min(byDown, across(pitch.y));
      const score = share * paperSizePrior(span, pitchPx);
      if (share < LEAST_SHARE || score <= bestScore) continue;
      [best, bestScore] = [pitch, score];
    }
  }
  return best;
}
