import type { RasterPage } from '../ingest/types.ts';
import type { DigitizeOptions } from './options.ts';
import { type QuarterTurns, turnPage } from './orientation.ts';
import type { PageNetwork } from './page-network/page-network.ts';
import { runsSideways } from './runs-sideways.ts';
import { statedUpright } from './stated-frame.ts';
import { layPage, seemsSideways, type UprightPage, uprightPage } from './upright-frame.ts';

/** A page made upright, as far as its ink tells, and by how many turns. */
export interface TurnedPage {
  readonly upright: UprightPage;
  readonly turns: QuarterTurns;
}

/** The page as it is after `turns`; null when nothing tells its scale. */
export async function turnedUpright(
  page: RasterPage,
  turns: QuarterTurns,
  { pitchPx }: DigitizeOptions,
  network: PageNetwork | null,
): Promise<UprightPage | null> {
  const turned = turnPage(page, turns);
  return pitchPx ? statedUpright(turned, pitchPx, network) : uprightPage(layPage(turned), network);
}

/** The page with its traces running across it, by the stated turns or else by the ink; it may still be upside down. Null when nothing tells its scale. */
export async function tracesAcross(
  page: RasterPage,
  options: DigitizeOptions,
  network: PageNetwork | null,
): Promise<TurnedPage | null> {
  const turnedBy = async (turns: QuarterTurns): Promise<TurnedPage | null> => {
    const upright = await turnedUpright(page, turns, options, network);
    return upright && { upright, turns };
  };
  if (options.quarterTurns !== undefined) return turnedBy(options.quarterTurns);
  if (options.pitchPx === undefined) {
    const laid = layPage(page);
    if (seemsSideways(laid)) return turnedBy(1);
    const upright = await uprightPage(laid, network);
    return upright && (runsSideways(upright) ? turnedBy(1) : { upright, turns: 0 });
  }
  const asItLies = await turnedBy(0);
  return asItLies && runsSideways(asItLies.upright) ? turnedBy(1) : asItLies;
}
