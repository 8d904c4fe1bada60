import { LEADS, type Lead } from '../../leads.ts';
import { CHANNELS } from '../ink/colour-planes.ts';
import type { NamePlace } from './name-places.ts';
import type { NetworkView } from './network-view.ts';
import { type PageNetwork, WORD_HEIGHT, WORD_WIDTH } from './page-network.ts';

/** A printed lead name; pixels of the network's view. */
export interface ReadName {
  readonly lead: Lead;
  readonly x: number;
  readonly y: number;
  readonly probability: number;
}

const CLASSES = 1 + LEADS.length;
/** A word that is a lead's name by less than this is none. */
const LEAST_NAME = 0.5;

/** Reads the words at the places; those that name no lead are left out. */
export async function readNames(
  view: NetworkView,
  places: readonly NamePlace[],
  network: PageNetwork,
): Promise<ReadName[]> {
  if (places.length === 0) return [];
  const chances = await network.readNames(wordPictures(view, places), places.length);
  return places.flatMap(({ x, y }, i) => {
    const own = chances.subarray(i * CLASSES, (i + 1) * CLASSES);
    if (1 - (own[0] as number) < LEAST_NAME) return [];
    const best = own.indexOf(Math.max(...own.subarray(1)), 1);
    return [{ lead: LEADS[best - 1] as Lead, x, y, probability: own[best] as number }];
  });
}

/** Cuts the words out of the view; beyond its edge there is blank paper. */
function wordPictures({ input, widthPx, heightPx }: NetworkView, places: readonly NamePlace[]): Float32Array {
  const area = WORD_HEIGHT * WORD_WIDTH;
  const words = new Float32Array(places.length * CHANNELS * area);
  places.forEach(({ x, y }, i) => {
    const left = Math.round(x) - WORD_WIDTH / 2;
    const top = Math.round(y) - WORD_HEIGHT / 2;
    const from = Math.max(0, left);
    const to = Math.min(widthPx, left + WORD_WIDTH);
    for (let channel = 0; channel < CHANNELS; channel++) {
      for (let row = Math.max(0, -top); row < Math.min(WORD_HEIGHT, heightPx - top) && from < to; row++) {
        const source = (top + row) * widthPx;
        const target = ((i * CHANNELS + channel) * WORD_HEIGHT + row) * WORD_WIDTH - left;
        for (let column = from; column < to; column++)
          words[target + column] = (((input[source + column] as number) >>> (8 * channel)) & 255) / 255;
      }
    }
  });
  return words;
}
