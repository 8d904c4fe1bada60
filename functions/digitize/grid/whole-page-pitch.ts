import type { Plane } from '../maths/plane.ts';
import { powerSpectrum } from '../maths/power-spectrum.ts';
import { combShare, refinePitch } from './grid-period.ts';
import { type LineFamily, lineProfile } from './line-profile.ts';

/** How far the comb over the whole page may lie from what is known. */
const REACH = 0.002;
/** How far cell by cell and as a whole a page may tell another pitch, where lines are faint. */
const APART = 0.01;
/** A comb with less of the profile's power is none. */
const SHARP = 0.2;
/** A fainter one counts against what is known where that shows less than this part of it. */
const FAINT = 0.03;
const HARDLY = 0.2;
/** So does one near what is known, of this share, where what is known lies beside its peak: a flat page has one pitch. */
const CLEAR = 0.08;

/**
 * The pitch of a flat page by the comb of its whole profile, both ways: the longer the profile the finer its comb, to about 0.005 %, which at
 * the end of ten seconds is half a millisecond. What is known stays where the page as a whole shows no sharp comb near it, or near the pitch
 * with which the grid was found at first: lines that are followed cell by cell through noise may drift.
 */
export function wholePagePitch(
  print: Plane,
  known: { readonly x: number; readonly y: number },
  atFirstPx: number,
): { readonly x: number; readonly y: number } {
  const along = (family: LineFamily, aroundPx: number) => {
    const whole = { left: 0, top: 0, width: print.widthPx, height: print.heightPx };
    const profile = lineProfile(print, whole, family, 0, 3);
    const spectrum = powerSpectrum(profile);
    const combs = [aroundPx, atFirstPx]
      .filter((pitchPx) => Math.abs(pitchPx / aroundPx - 1) < APART)
      .map((pitchPx) => refinePitch(spectrum, pitchPx, REACH, profile.length))
      .map((pitchPx) => ({ pitchPx, share: combShare(spectrum, pitchPx, profile.length) }));
    const sharpest = combs.reduce((best, comb) => (comb.share > best.share ? comb : best));
    const stands = sharpest.share > FAINT && (combs[0]?.share ?? 0) < HARDLY * sharpest.share;
    const isMissed = sharpest.share > CLEAR && combShare(spectrum, aroundPx, profile.length) < HARDLY * sharpest.share;
    return sharpest.share > SHARP || stands || isMissed ? sharpest.pitchPx : aroundPx;
  };
  return { x: along('down', known.x), y: along('across', known.y) };
}
