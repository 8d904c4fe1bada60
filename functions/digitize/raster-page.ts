import type { RasterPage } from '../ingest/types.ts';
import { fail, type Result } from '../problems.ts';
import type { DigitizeOptions } from './options.ts';
import type { QuarterTurns } from './orientation.ts';
import type { PageNetwork } from './page-network/page-network.ts';
import { ENOUGH_NAMES, runsAcross, uprightNames } from './runs-sideways.ts';
import { layoutsOfRows, rowsOfLayout } from './templates.ts';
import type { Digitized, PrintedCalibration } from './types.ts';
import type { UprightPage } from './upright-frame.ts';
import { readUpright } from './upright-reading.ts';
import { anyWayUp, tracesAcross } from './way-up.ts';

/** Below this score a page may lie another way, and is tried so; below the second one where no name says which way is up. */
const DOUBTFUL = 0.45;
const DOUBTFUL_UNNAMED = 0.75;
/** Below this score a page may even lie sideways. */
const HOPELESS = 0.05;
/** Another way up counts only when the page reads this well so, and by how much better; where its names alone say so, hardly worse. */
const SURE_TURN = 0.6;
const CLEARLY_BETTER = 0.25;
const HARDLY_WORSE = 0.8;
/** Below this score nothing is answered unless a person stated the layout. */
const UNREADABLE = 0.005;

/** Digitizes a page from its pixels, whichever way up it lies. */
export async function digitizeRaster(
  page: RasterPage,
  options: DigitizeOptions,
  network: PageNetwork | null,
  printed: PrintedCalibration = {},
): Promise<Result<Digitized>> {
  const started = performance.now();
  const ways = anyWayUp(page, options, network);
  const across = await tracesAcross(ways, options);
  if (across === null) return fail('GRID_NOT_FOUND');
  const { upright, turns } = across;
  const read = (lying: UprightPage, way: QuarterTurns) => readUpright(lying, page, way, options, printed, started);
  let best = read(upright, turns);
  if (options.quarterTurns === undefined && mayLieOtherwise(best, upright)) {
    const named = uprightNames(upright) > 0;
    // Boxes are read as well either way up, so their score does not tell which it is.
    const byScore = options.blocks === undefined;
    for (const further of [2, 1, 3]) {
      if (further !== 2 && (scoreOf(best) >= HOPELESS || runsAcross(upright))) break;
      const way = ((turns + further) % 4) as QuarterTurns;
      const turned = await ways.upright(way);
      const other = turned && read(turned, way);
      const byNames = turned !== null && !named && uprightNames(turned) >= ENOUGH_NAMES;
      if (other && isRatherUp(best, other, byScore, byNames)) best = other;
    }
  }
  if (best.ok && scoreOf(best) < UNREADABLE && options.layout === undefined && options.blocks === undefined) {
    const { layout } = best.value;
    const others = layoutsOfRows(rowsOfLayout(layout)).filter((name) => name !== layout);
    return fail('LAYOUT_NOT_FOUND', `The likeliest was ${layout}, with little to support it.`, [layout, ...others]);
  }
  return best;
}

/** Whether a page is to be tried upside down, and sideways where neither way says anything. */
function mayLieOtherwise(read: Result<Digitized>, upright: UprightPage): boolean {
  const names = uprightNames(upright);
  return names < ENOUGH_NAMES && scoreOf(read) < (names === 0 ? DOUBTFUL_UNNAMED : DOUBTFUL);
}

/** Whether a page lies the other way: it reads far better so, or hardly worse where only that way its names are read. */
function isRatherUp(best: Result<Digitized>, other: Result<Digitized>, byScore: boolean, byNames: boolean): boolean {
  const [own, its] = [scoreOf(best), scoreOf(other)];
  return (
    (byScore && its > Math.max(SURE_TURN, own + CLEARLY_BETTER)) ||
    (byNames && its > Math.max(DOUBTFUL, HARDLY_WORSE * own))
  );
}

function scoreOf(result: Result<Digitized>): number {
  return result.ok ? result.value.quality.score : 0;
}
