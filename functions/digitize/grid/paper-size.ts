/** Width of the paper that a picture usually shows along its longer side, mm, and how far (logarithm) pictures stray from it. */
const USUAL_LENGTH_MM = 265;
const STRAY = 0.75;

/** How likely a picture of that length has so many pixels a millimetre: 1 where that makes the paper as large as paper usually is. */
export function paperSizePrior(longPx: number, pitchPx: number): number {
  const size = Math.log(longPx / pitchPx / USUAL_LENGTH_MM) / STRAY;
  return Math.exp(-0.5 * size * size);
}
