import type { RasterPage } from '../../ingest/types.ts';
import { BLOCK_PX, showsBlocks } from '../ink/block-steps.ts';
import { type PaperMap, pitchOf } from './paper-map.ts';

/** Pitch (logarithm) and turn (rad) of what is found of squares that stand upright, at eight pixels exactly. */
const SAME_PITCH = 0.004;
const MOST_TURN = 0.002;

/** Whether a "grid" is that of the squares in which the page was compressed: of their size, upright as they are, on a page that shows them. */
export function isOfBlocks(page: RasterPage, map: PaperMap): boolean {
  const { x, y } = pitchOf(map);
  const [a = 1, b = 0, c = 0, d = 1] = map.view;
  const isOfTheirSize = [x, y].every((pitchPx) => Math.abs(Math.log(pitchPx / BLOCK_PX)) < SAME_PITCH);
  const lean = Math.max(...[b / a, c / d].map(Math.abs));
  return isOfTheirSize && lean < MOST_TURN && showsBlocks(page);
}
