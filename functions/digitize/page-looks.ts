import type { RasterPage } from '../ingest/types.ts';
import { type AnyWayUp, anyWayUp, type TurnedPage, tracesAcross } from './flat-page/way-up.ts';
import type { Pens } from './ink/ink-map.ts';
import { findMarks } from './marks/page-marks.ts';
import { once } from './maths/once.ts';
import type { DigitizeOptions } from './options.ts';
import type { PageNetwork } from './page-network/page-network.ts';
import type { PenInk } from './types.ts';
import type { MarkedPage } from './upright-reading.ts';

/** A page laid flat, and the way up in which its traces run across it; null where nothing tells its scale. */
export interface PageLook {
  readonly ways: AnyWayUp;
  readonly across: TurnedPage | null;
}

/** How a page can be looked at: each way once, however often the page is then read. */
export interface PageLooks {
  /** When the first look was asked for, as `performance.now()` counts. */
  readonly startedAt: number;
  /** Laid flat by its grid, if there is one, or without looking for any. */
  look(hasGrid: boolean): Promise<PageLook>;
  /** The page's ink without its grid, once it was looked at; null where colour does not tell them apart. */
  pen(): PenInk | null;
  /** With its marks, of which print and rules are then out of its ink. */
  marked(page: TurnedPage): MarkedPage;
}

/** From this separation on what colour leaves of the page's grid is no darker than print's own rims. */
const TOLD_APART = 0.3;

export function pageLooks(page: RasterPage, options: DigitizeOptions, network: PageNetwork | null): PageLooks {
  const marksOf = once(findMarks);
  let pen: PenInk | null = null;
  return {
    startedAt: performance.now(),
    look: once(async (hasGrid) => {
      const lookFor = async (pens: Pens): Promise<PageLook> => {
        const ways = anyWayUp(page, options, network, hasGrid, pens);
        const { ink, colourSeparation } = ways.laid(0).inks;
        pen = colourSeparation < TOLD_APART ? null : ink;
        return { ways, across: await tracesAcross(ways, options) };
      };
      const look = await lookFor('one');
      return look.across?.upright.seen?.inOtherPens === true ? lookFor('several') : look;
    }),
    pen: () => pen,
    marked: ({ upright, turns }) => ({ upright, turns, marks: marksOf(upright) }),
  };
}
