/** Channels of a pixel: deviation of red, green and blue from blank paper, and the ink that colour tells from grid. */
export const CHANNELS = 4;

/** The page as the network sees it: a byte a channel of each pixel, 0 blank paper, 255 black (or a full stroke). Light and colour of the paper are divided out, so that shadows and casts do not reach it. */
export interface ColourPlanes {
  readonly widthPx: number;
  readonly heightPx: number;
  /** The four channels of a pixel in one number, the first in its lowest byte: most of the work is to fetch them. */
  readonly values: Uint32Array;
}

/** The three of a pixel's four channels that do not hold its ink. */
const DEVIATIONS = 0x00ffffff;

/** Puts the ink of every pixel into its channel. */
export function putInk(ink: Uint8Array, colours: Uint32Array): void {
  for (let i = 0; i < colours.length; i++)
    colours[i] = ((colours[i] as number) & DEVIATIONS) | ((ink[i] as number) << 24);
}
