import type { RasterPage } from '../../ingest/types.ts';
import { inkMap, type Pens } from '../ink/ink-map.ts';
import { once } from '../maths/once.ts';
import { turnedAxes } from '../maths/plane.ts';
import type { DigitizeOptions } from '../options.ts';
import type { PageNetwork } from '../page-network/page-network.ts';
import { type LaidPage, layPage, layStated } from './laid-page.ts';
import { onGrid } from './on-grid.ts';
import type { QuarterTurns } from './orientation.ts';
import { glanceAt } from './parted-frame.ts';
import { ENOUGH_NAMES, runsSideways, uprightNames } from './runs-sideways.ts';
import { turnedLaid } from './turned-page.ts';
import { seemsSideways, type UprightPage, uprightPage } from './upright-frame.ts';

/** A page made upright, as far as its ink tells, and by how many turns. */
export interface TurnedPage {
  readonly upright: UprightPage;
  readonly turns: QuarterTurns;
}

/** A page that was laid flat once, to be looked at whichever way up. */
export interface AnyWayUp {
  /** The page after clockwise turns, laid flat. */
  laid(turns: QuarterTurns): LaidPage;
  /** The same with its ink told apart, looked at once for each way; null when nothing tells its scale. */
  upright(turns: QuarterTurns): Promise<UprightPage | null>;
  /** Whether names are read that way up which stand upright: told at a glance where the page's scale is known. */
  isNamed(turns: QuarterTurns): Promise<boolean>;
}

/** Lays the page flat, by its stated scale where there is one, or without looking for a grid (`hasGrid` false). */
export function anyWayUp(
  page: RasterPage,
  { pitchPx, blocks }: DigitizeOptions,
  network: PageNetwork | null,
  hasGrid = true,
  pens: Pens = 'one',
): AnyWayUp {
  const laid = once(
    pitchPx === undefined ? laidOnce(page, hasGrid, pens, blocks !== undefined) : laidAsStated(page, pens, pitchPx),
  );
  const glance = once((turns: QuarterTurns) => glanceAt(laid(turns), network));
  const upright = once(async (turns: QuarterTurns) => uprightPage(laid(turns), await glance(turns), network));
  const isNamed = async (turns: QuarterTurns) => {
    const seen = laid(turns).isScaled ? await glance(turns) : ((await upright(turns))?.seen ?? null);
    return uprightNames({ seen }) >= ENOUGH_NAMES;
  };
  return { laid, upright, isNamed };
}

/** `isWhole`: what stands beyond the grid stays, since a person may have said that leads are there. */
function laidOnce(page: RasterPage, hasGrid: boolean, pens: Pens, isWhole: boolean): AnyWayUp['laid'] {
  const asItLies = layPage(page, hasGrid, pens);
  return (turns) => {
    const laid = turnedLaid(asItLies, turns);
    return isWhole ? laid : { ...laid, frame: onGrid(laid.frame, laid.map, laid.gridEnds) };
  };
}

function laidAsStated(
  page: RasterPage,
  pens: Pens,
  pitchPx: { readonly x: number; readonly y: number },
): AnyWayUp['laid'] {
  const inks = inkMap(page, pens);
  const asItLies = once((turns: QuarterTurns) => layStated(page, inks, turnedAxes(pitchPx, turns)));
  return (turns) => turnedLaid(asItLies(turns % 2 === 0 ? 0 : 1), turns);
}

/**
 * The page with its traces running across it, by the stated turns or else by ink and names; it may still be upside down where no names are
 * read. Null when nothing tells its scale, as it lies or in a way up in which names are read.
 */
export async function tracesAcross(ways: AnyWayUp, { quarterTurns }: DigitizeOptions): Promise<TurnedPage | null> {
  if (quarterTurns !== undefined) return turnedBy(ways, quarterTurns);
  // Half of the pages that seem so are not: tall waves of many rows.
  if (seemsSideways(ways.laid(0))) return firstNamed(ways, [0, 1, 3, 2], 1);
  const upright = await ways.upright(0);
  if (upright === null) return named(ways, [1, 3, 2]);
  if (!runsSideways(upright)) return { upright, turns: 0 };
  // Tall narrow waves run up the page as well, and upside down no pulse tells the scale.
  return (await firstNamed(ways, [1, 3, 2], 1)) ?? { upright, turns: 0 };
}

/** The first way up in which names are read; `likely` where none are, or where no network could read any. */
async function firstNamed(
  ways: AnyWayUp,
  order: readonly QuarterTurns[],
  likely: QuarterTurns,
): Promise<TurnedPage | null> {
  return (await named(ways, order)) ?? turnedBy(ways, likely);
}

/** The first way up in which names are read; null where none are. */
async function named(ways: AnyWayUp, order: readonly QuarterTurns[]): Promise<TurnedPage | null> {
  for (const turns of order) if (await ways.isNamed(turns)) return turnedBy(ways, turns);
  return null;
}

/** The page turned so; null where nothing tells its scale then. */
export async function turnedBy(ways: AnyWayUp, turns: QuarterTurns): Promise<TurnedPage | null> {
  const upright = await ways.upright(turns);
  return upright && { upright, turns };
}
