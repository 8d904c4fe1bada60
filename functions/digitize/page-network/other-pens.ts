import { binPast } from '../maths/bin-past.ts';

/** From this coverage on a pixel of the view is a trace's, and from this deviation from paper on (0–255, mean of its channels) it shows of which pen. */
const TRACE = 0.5;
const SHOWN = 40;
/** Ink over deviation is told in steps, up to the most. */
const STEPS = 300;
const STEPS_PER_ONE = 50;
/** A pen's ink is in one measure to its deviation: of 103 pages with one pen this share of the traces' pixels has 0.75 of the other's at least, of eleven with several 0.4 at most. */
const FAINT_SHARE = 0.15;
const FULL_SHARE = 0.7;
const FAINT = 0.6;
const FEWEST_PX = 500;

/**
 * Whether traces that the network sees are in colours of which the ink holds less than of others: ink was told by one pen's colour, and several have drawn them. `input`: the
 * view's pixels as `ColourPlanes` has them; `trace` what the network says of each.
 */
export function areInOtherPens(input: Uint32Array, trace: Float32Array): boolean {
  const counts = new Uint32Array(STEPS);
  let total = 0;
  for (let i = 0; i < trace.length; i++) {
    if ((trace[i] as number) < TRACE) continue;
    const pixel = input[i] as number;
    const deviation = ((pixel & 255) + ((pixel >> 8) & 255) + ((pixel >> 16) & 255)) / 3;
    if (deviation < SHOWN) continue;
    const step = Math.min(STEPS - 1, Math.floor((STEPS_PER_ONE * (pixel >>> 24)) / deviation));
    counts[step] = (counts[step] as number) + 1;
    total++;
  }
  if (total < FEWEST_PX) return false;
  const middleOf = (share: number) => binPast(counts, share * total) + 0.5;
  return middleOf(FAINT_SHARE) < FAINT * middleOf(FULL_SHARE);
}
