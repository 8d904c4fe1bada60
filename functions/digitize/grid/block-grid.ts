import type { RasterPage } from '../../ingest/types.ts';
import { BLOCK_PX, showsBlocks } from '../ink/block-steps.ts';
import { type PaperMap, pitchOf } from './paper-map.ts';

/** Pitch (logarithm) and turn (rad) of what is found of squares that stand upright, at whole pixels exactly. */
const SAME_PITCH = 0.004;
const MOST_TURN = 0.002;
/** Such a "grid" may be followed onto lines of print, and lean by more. */
const FOLLOWED_TURN = 0.01;

/** Whether a "grid" is that of the squares in which the page was compressed: of their size, upright as they are, on a page that shows them. */
export function isOfBlocks(page: RasterPage, map: PaperMap): boolean {
  return repeatsUpright(map, () => BLOCK_PX, MOST_TURN) && showsBlocks(page);
}

/** Whether a "grid" repeats upright every so many whole pixels, as the dots do that greys are made of; grids of heads with so many dots a millimetre do as well. */
export const isOfWholePixels = (map: PaperMap): boolean => repeatsUpright(map, Math.round, FOLLOWED_TURN);

function repeatsUpright(map: PaperMap, every: (pitchPx: number) => number, mostTurn: number): boolean {
  const { x, y } = pitchOf(map);
  const [a = 1, b = 0, c = 0, d = 1] = map.view;
  const lean = Math.max(...[b / a, c / d].map(Math.abs));
  return lean < mostTurn && [x, y].every((pitchPx) => Math.abs(Math.log(pitchPx / every(pitchPx))) < SAME_PITCH);
}
