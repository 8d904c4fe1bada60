import type { RasterPage } from '../ingest/types.ts';
import type { Lead } from '../leads.ts';
import type { DigitizeOptions } from './options.ts';
import { liesAcross, liesSideways, type QuarterTurns, turnPage } from './orientation.ts';
import { INK_SHARE } from './page-marks.ts';
import type { PageNetwork } from './page-network/page-network.ts';
import type { Plane } from './plane.ts';
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

function runsSideways(upright: UprightPage): boolean {
  return uprightNames(upright) < ENOUGH_NAMES && liesSideways(...tracesOf(upright));
}

/** Whether the traces surely run across, so that no quarter turn can make the page say more. */
export function runsAcross(upright: UprightPage): boolean {
  return liesAcross(...tracesOf(upright));
}

function tracesOf({
  frame: { ink, pitchPx },
  seen,
  level,
}: UprightPage): [ink: Plane, pitchPx: number, threshold: number] {
  return [seen?.trace ?? ink, (pitchPx.x + pitchPx.y) / 2, level * INK_SHARE];
}

/** This many names that do not read the same upside down say that the page is upright. */
export const ENOUGH_NAMES = 3;
const SURE_NAME = 0.8;
const ALIKE_BOTH_WAYS: readonly Lead[] = ['I', 'II', 'III'];

/** How many lead names were read surely that do not read the same upside down. */
export function uprightNames({ seen }: UprightPage): number {
  const sure = (seen?.names ?? []).filter(
    ({ lead, probability }) => probability >= SURE_NAME && !ALIKE_BOTH_WAYS.includes(lead),
  );
  return new Set(sure.map(({ lead }) => lead)).size;
}
