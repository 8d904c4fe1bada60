import type { RasterPage } from '../../ingest/types.ts';

/** JPEG codes squares of so many pixels each for itself. */
export const BLOCK_PX = 8;
/** Rows and columns so far apart tell enough; larger changes from pixel to pixel are strokes. */
const APART_PX = 4;
const MOST_STEP = 12;
/** Changes between squares are so many times as large as any others, which do not go back by more than this share of them. */
const LEAST_LARGER = 1.1;
const MOST_BACK = 0.3;

/**
 * Whether a page was compressed in squares that show: brightness changes more between them than within. Lines of a grid of the same pitch change it on both of their
 * flanks, down on one and back up on the other.
 */
export function showsBlocks(page: Pick<RasterPage, 'widthPx' | 'heightPx' | 'rgb'>): boolean {
  const { widthPx, heightPx } = page;
  return (
    stepsStandOut(page, widthPx, heightPx, 3, 3 * widthPx) && stepsStandOut(page, heightPx, widthPx, 3 * widthPx, 3)
  );
}

/** The same along one axis, of so many pixels `next` bytes apart in lines that are `aside` bytes apart. */
function stepsStandOut(
  { rgb }: Pick<RasterPage, 'rgb'>,
  length: number,
  lines: number,
  next: number,
  aside: number,
): boolean {
  const [sizes, sums, counts] = [new Float64Array(BLOCK_PX), new Float64Array(BLOCK_PX), new Float64Array(BLOCK_PX)];
  for (let line = 0; line < lines; line += APART_PX) {
    for (let k = 1, at = line * aside + next + 1; k < length; k++, at += next) {
      const step = (rgb[at] as number) - (rgb[at - next] as number);
      if (step > MOST_STEP || step < -MOST_STEP) continue;
      const phase = k % BLOCK_PX;
      sizes[phase] = (sizes[phase] as number) + Math.abs(step);
      sums[phase] = (sums[phase] as number) + step;
      counts[phase] = (counts[phase] as number) + 1;
    }
  }
  const mean = (of: Float64Array) => of.map((sum, phase) => sum / Math.max(1, counts[phase] as number));
  const [larger, changes] = [mean(sizes), mean(sums)];
  const most = larger.indexOf(Math.max(...larger));
  const between = larger[most] as number;
  const within = Math.max(...larger.filter((_, phase) => phase !== most));
  const others = changes.reduce((sum, change, phase) => (phase === most ? sum : sum + change), 0);
  const back = -Math.sign(changes[most] as number) * others;
  return between > LEAST_LARGER * within && back < MOST_BACK * between;
}
