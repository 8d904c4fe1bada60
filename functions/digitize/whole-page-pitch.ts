import { combShare, refinePitch } from './grid-period.ts';
import { type LineFamily, lineProfile } from './line-profile.ts';
import type { Plane } from './plane.ts';
import { powerSpectrum } from './power-spectrum.ts';

/** How far the comb over the whole page may lie from what is known. */
const REACH = 0.002;
/** A comb with less of the profile's power is none. */
const SHARP = 0.2;

/**
 * The pitch of a flat page by the comb of its whole profile, both ways: the longer the profile the finer its comb, to about 0.005 %, which at
 * the end of ten seconds is half a millisecond. What is known stays where the page as a whole shows no sharp comb near it.
 */
export function wholePagePitch(
  print: Plane,
  known: { readonly x: number; readonly y: number },
): { readonly x: number; readonly y: number } {
  const along = (family: LineFamily, aroundPx: number) => {
    const whole = { left: 0, top: 0, width: print.widthPx, height: print.heightPx };
    const profile = lineProfile(print, whole, family, 0, 3);
    const spectrum = powerSpectrum(profile);
    const pitchPx = refinePitch(spectrum, aroundPx, REACH, profile.length);
    return combShare(spectrum, pitchPx, profile.length) > SHARP ? pitchPx : aroundPx;
  };
  return { x: along('down', known.x), y: along('across', known.y) };
}
