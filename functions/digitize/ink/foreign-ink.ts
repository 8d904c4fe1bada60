import type { RasterPage } from '../../ingest/types.ts';
import { type Component, findComponents } from '../maths/components.ts';
import { emptyPlane, type Plane } from '../maths/plane.ts';
import { type Paper, paperRow } from './paper.ts';

/** Ink from this coverage on, of 255, has the colour of its pen and not of the paper. */
const FULL_ENOUGH = 100;
/** Bins of colour, so many of them from none to full colour. */
const BINS = 20;
/** A pen that prints in black or grey and the pens of marks are parted by a gap among these bins: so much of the ink lies before it, */
const GAP_BINS = [4, 5, 6, 7] as const;
const PRINTED_SHARE = 0.7;
/** so little in it, and behind it so much, which is this many times as much. */
const GAP_SHARE = 0.006;
const MARKED_SHARE = 0.003;
const MARKED_TIMES = 2.5;
const ENOUGH_SAMPLES = 800;
/** Around them lie pixels that are half theirs. */
const TINGED = 0.15;
const EDGE_PX = 2;
/** Marks are longer than letters and shorter than rows, in shares of the picture's longer side. */
const LEAST_LENGTH = 0.018;
const MOST_LENGTH = 0.25;

/** How much colour a deviation from paper has, 0…1: the spread of its channels against the greatest. */
function colourOf(r: number, g: number, b: number): number {
  const most = Math.max(r, g, b);
  return most < 0.05 ? 0 : (most - Math.min(r, g, b)) / most;
}

/**
 * From which colour on, 0…1, ink is not that of the pen which printed the page but a mark's in another; null where no gap parts them, or most ink has
 * colour itself. `deviation` from paper, three channels a pixel sampled, `ink` its coverage, 0…1.
 */
export function foreignColour(deviation: Float32Array, ink: Float32Array): number | null {
  const counts = new Uint32Array(BINS + 1);
  let total = 0;
  for (let i = 0; i < ink.length; i++) {
    if (255 * (ink[i] as number) < FULL_ENOUGH) continue;
    const r = deviation[3 * i] as number;
    const g = deviation[3 * i + 1] as number;
    const b = deviation[3 * i + 2] as number;
    const bin = Math.floor(BINS * colourOf(r, g, b));
    counts[bin] = (counts[bin] as number) + 1;
    total++;
  }
  if (total < ENOUGH_SAMPLES) return null;
  const share = (from: number, to: number) => counts.subarray(from, to).reduce((sum, count) => sum + count, 0) / total;
  const gap = [...GAP_BINS].sort((one, other) => share(one, one + 1) - share(other, other + 1))[0] as number;
  const [inGap, behind] = [share(gap, gap + 1), share(gap + 1, BINS + 1)];
  const isParted = share(0, gap) > PRINTED_SHARE && inGap < GAP_SHARE;
  return isParted && behind > Math.max(MARKED_SHARE, MARKED_TIMES * inGap) ? (gap + 0.5) / BINS : null;
}

/**
 * Takes what a hand wrote or stamped in colour off the ink of a page that was printed in black, in place: green, blue and violet strokes are as dark
 * as the trace, and run beside and across it. `foreign`: the colour from which on ink is theirs. Where coloured strokes are as long as rows colour says
 * nothing of who drew them, and all stays.
 */
export function eraseForeignInk(page: RasterPage, paper: Paper, ink: Plane, foreign: number): void {
  const { widthPx: w, heightPx: h } = ink;
  const longPx = Math.max(w, h);
  const colours = inkColours(page, paper, ink);
  const { components, runs } = findComponents(colours, 255 * foreign);
  const lengthOf = ({ left, right, top, bottom }: Component) => Math.max(right - left + 1, bottom - top);
  if (components.some((one) => lengthOf(one) > MOST_LENGTH * longPx)) return;
  for (let x = 0; x < w; x++) {
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      if (lengthOf(components[runs.component[i] as number] as Component) < LEAST_LENGTH * longPx) continue;
      eraseAround(ink, colours, x, runs.top[i] as number, runs.bottom[i] as number);
    }
  }
}

/** Clears a run and the tinged pixels around it. */
function eraseAround(ink: Plane, colours: Plane, x: number, top: number, bottom: number): void {
  const { widthPx: w, heightPx: h } = ink;
  for (let column = Math.max(0, x - EDGE_PX); column <= Math.min(w - 1, x + EDGE_PX); column++) {
    for (let y = Math.max(0, top - EDGE_PX); y < Math.min(h, bottom + EDGE_PX); y++) {
      const at = y * w + column;
      const isFull = (ink.values[at] as number) >= FULL_ENOUGH;
      if (!isFull || (colours.values[at] as number) >= 255 * TINGED) ink.values[at] = 0;
    }
  }
}

/** The colour of every pixel of full ink, 255 the most that there is. */
function inkColours(page: RasterPage, paper: Paper, ink: Plane): Plane {
  const { widthPx: w, heightPx: h } = ink;
  const colours = emptyPlane(w, h);
  const row = new Float32Array(w * 3);
  const { rgb } = page;
  for (let y = 0; y < h; y++) {
    paperRow(paper, y, w, row);
    for (let x = 0; x < w; x++) {
      const at = y * w + x;
      if ((ink.values[at] as number) < FULL_ENOUGH) continue;
      const r = Math.max(0, 1 - (rgb[3 * at] as number) / (row[3 * x] as number));
      const g = Math.max(0, 1 - (rgb[3 * at + 1] as number) / (row[3 * x + 1] as number));
      const b = Math.max(0, 1 - (rgb[3 * at + 2] as number) / (row[3 * x + 2] as number));
      colours.values[at] = 255 * colourOf(r, g, b);
    }
  }
  return colours;
}
