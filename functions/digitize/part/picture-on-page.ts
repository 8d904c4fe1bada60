import type { RasterPage } from '../../ingest/types.ts';
import { type Colour, commonestColour } from '../ink/commonest-colour.ts';
import { longestSpan } from '../maths/longest-span.ts';
import { ON_LIGHT, type OnGround, type PagePart, partOfRows, type Run } from './rows-of-picture.ts';

/** A ground has exactly one colour over at least such a share of the page; by pictures compression strays from it by so much a channel. */
const LEAST_GROUND = 0.15;
const SAME_COLOUR = 8;
/** Beside a light picture a dark ground strays further. */
const NEARLY_DARK = 40;
/** What is drawn in black on a picture breaks its rows on a dark ground over so little of their length. */
const STROKE = 0.008;
/** Nothing stands beside a picture on a dark ground. */
const ON_DARK: OnGround = { mostArea: 0.97, margin: { x: 0, y: 0 } };
const LIGHT = 128;

/** The largest picture on a page whose ground has one colour, as slides, articles and windows of programs have, with a margin; null where there is none. */
export function pictureOnPage(page: RasterPage): PagePart | null {
  return pictureOn(page, commonestColour(page));
}

/** The same where the ground is dark, as the bars around a picture on a screen and the lids of scanners are: no paper, whatever the picture shows. */
export function pictureOnDark(page: RasterPage): PagePart | null {
  const ground = commonestColour(page);
  return Math.max(...ground.colour) < LIGHT ? pictureOn(page, ground) : null;
}

function pictureOn(page: RasterPage, { colour, share }: ReturnType<typeof commonestColour>): PagePart | null {
  if (share < LEAST_GROUND) return null;
  const { widthPx, heightPx } = page;
  const isLight = Math.min(...colour) >= LIGHT;
  const ground = isLight
    ? { colour, stray: SAME_COLOUR, hole: 1 }
    : { colour, stray: NEARLY_DARK, hole: Math.ceil(STROKE * widthPx) + 1 };
  const runs = Array.from({ length: heightPx }, (_, y) => longestRun(page, y, ground));
  return partOfRows(page, runs, isLight ? ON_LIGHT : ON_DARK);
}

/** A colour of the ground, how far pixels of it stray from that a channel, and how many of them may be strokes on a picture. */
interface Ground {
  readonly colour: Colour;
  readonly stray: number;
  readonly hole: number;
}

function isGround(rgb: Uint8Array, at: number, { colour: [red, green, blue], stray }: Ground): boolean {
  return (
    Math.abs((rgb[at] as number) - red) <= stray &&
    Math.abs((rgb[at + 1] as number) - green) <= stray &&
    Math.abs((rgb[at + 2] as number) - blue) <= stray
  );
}

/** The longest stretch of a row of pixels off the ground, but for holes. */
function longestRun({ widthPx, rgb }: RasterPage, y: number, ground: Ground): Run {
  const isOff = new Uint8Array(widthPx);
  for (let x = 0; x < widthPx; x++) isOff[x] = isGround(rgb, 3 * (y * widthPx + x), ground) ? 0 : 1;
  const [from, last] = longestSpan(isOff, ground.hole);
  return { from, to: last + 1 };
}
