import type { RasterPage } from '../ingest/types.ts';
import type { DigitizeOptions } from './options.ts';
import { findMarks, type PageMarks } from './page-marks.ts';
import type { PageNetwork } from './page-network/page-network.ts';
import type { UprightPage } from './upright-frame.ts';
import type { MarkedPage } from './upright-reading.ts';
import { type AnyWayUp, anyWayUp, type TurnedPage, tracesAcross } from './way-up.ts';

/** A page laid flat, and the way up in which its traces run across it; null where nothing tells its scale. */
export interface PageLook {
  readonly ways: AnyWayUp;
  readonly across: TurnedPage | null;
}

/** How a page can be looked at: each way once, however often the page is then read. */
export interface PageLooks {
  byGrid(): Promise<PageLook>;
  withoutGrid(): Promise<PageLook>;
  /** With its marks, of which print and rules are then out of its ink. */
  marked(page: TurnedPage): MarkedPage;
}

export function pageLooks(page: RasterPage, options: DigitizeOptions, network: PageNetwork | null): PageLooks {
  const look = async (hasGrid: boolean): Promise<PageLook> => {
    const ways = anyWayUp(page, options, network, hasGrid);
    return { ways, across: await tracesAcross(ways, options) };
  };
  const known = new Map<UprightPage, PageMarks>();
  let [byGrid, withoutGrid]: (Promise<PageLook> | null)[] = [null, null];
  return {
    byGrid: () => {
      byGrid ??= look(true);
      return byGrid;
    },
    withoutGrid: () => {
      withoutGrid ??= look(false);
      return withoutGrid;
    },
    marked: ({ upright, turns }) => {
      const marks = known.get(upright) ?? findMarks(upright);
      known.set(upright, marks);
      return { upright, turns, marks };
    },
  };
}
