import type { RasterPage } from '../ingest/types.ts';
import { fail, type Result } from '../problems.ts';
import { type QuarterTurns, turnedFurther } from './flat-page/orientation.ts';
import { isRatherUp, mayLieOtherwise, UNREADABLE, type WayRead } from './flat-page/rather-up.ts';
import { ENOUGH_NAMES, runsAcross, uprightNames } from './flat-page/runs-sideways.ts';
import type { UprightPage } from './flat-page/upright-frame.ts';
import { type AnyWayUp, type TurnedPage, turnedBy } from './flat-page/way-up.ts';
import { type KnownPrint, UNASKED } from './known-print.ts';
import { goesOn } from './layout/one-lead-layout.ts';
import { layoutsOfRows, rowsOfLayout } from './layout/templates.ts';
import { namesBeside } from './marks/names-beside.ts';
import type { DigitizeOptions } from './options.ts';
import { type PageLooks, pageLooks } from './page-looks.ts';
import type { PageNetwork } from './page-network/page-network.ts';
import { lineCorrector } from './trace/line-network/line-corrector.ts';
import type { Digitized } from './types.ts';
import { readUpright } from './upright-reading.ts';

const SAMPLE_RATE_HZ = 500;
/** Below this score a page may even lie sideways, or have no grid: dithered and screened print repeats as well. */
const HOPELESS = 0.05;

/** No row is longer than the sheets of carts are, within their margins, mm; where one seems to be, what passes for the grid may be dots that a grey is printed with. */
const SHEET_MM = 285;
/** Then a scale that marks bear out, by which rows fit on a sheet, is believed though the page reads somewhat worse. */
const BORNE_OUT = 0.75;
const SOMEWHAT_WORSE = 0.6;
/** Without a grid that was followed everywhere a page is to read so much better: what makes it hopeless is seldom the grid then. */
const FAR_BETTER = 2;

/** Digitizes a page from its pixels, whichever way up it lies. `looks`: what an earlier reading of the page has looked at. */
export async function digitizeRaster(
  page: RasterPage,
  options: DigitizeOptions,
  network: PageNetwork | null,
  print = UNASKED,
  looks = pageLooks(page, options, network),
): Promise<Result<Digitized>> {
  const corrector = network && lineCorrector(network);
  const { ways, across: asItSeems } = await looks.look(true);
  const across = print.turns === undefined ? asItSeems : await turnedBy(ways, print.turns);
  if (across === null) return fail('GRID_NOT_FOUND');
  const { upright, turns } = across;
  const read = (lying: TurnedPage, known: KnownPrint) =>
    readUpright(looks.marked(lying), page, options, known, looks.startedAt, corrector);
  const says = { ...UNASKED, says: print.says };
  // Asking for print takes a while of another thread, so the page is to lie surely as it does.
  let best = await read(across, uprightNames(upright) >= ENOUGH_NAMES ? print : says);
  let own = wayRead(looks, across, best);
  // Which way rows of one lead point says little against a picture that was taken upright.
  const isSettled = options.quarterTurns !== undefined || print.turns !== undefined || (own.isOneLead && turns === 0);
  if (!isSettled && mayLieOtherwise(own)) {
    const upsideDown = turnedFurther(turns, 2);
    // As it was pictured first, where it seems to lie sideways.
    const sideways = [turnedFurther(turns, 1), turnedFurther(turns, 3)].sort();
    const others = mayLieSideways(own, upright) ? [upsideDown, ...sideways] : [upsideDown];
    for (const way of await namedFirst(ways, others)) {
      if (!mayLieOtherwise(own) || (way !== upsideDown && !mayLieSideways(own, upright))) break;
      const lying = await turnedBy(ways, way);
      if (lying === null) continue;
      const reading = await read(lying, says);
      const other = wayRead(looks, lying, reading);
      if (isRatherUp(own, other, options.blocks === undefined)) [best, own] = [reading, other];
    }
  }
  const isTooLong = runsOffPaper(best);
  if ((isHopeless(best) || isTooLong) && upright.scale.source === 'grid') {
    const { across: gridless } = await looks.look(false);
    if (gridless !== null) {
      const reading = await read(gridless, says);
      const fits = isTooLong && gridless.upright.scale.confidence >= BORNE_OUT && !runsOffPaper(reading);
      const least = fits ? SOMEWHAT_WORSE : isTooLong || upright.scale.confidence < 1 ? 1 : FAR_BETTER;
      if (scoreOf(reading) > least * scoreOf(best)) best = reading;
    }
  }
  if (best.ok && scoreOf(best) < UNREADABLE && options.layout === undefined && options.blocks === undefined) {
    const { layout } = best.value;
    const others = layoutsOfRows(rowsOfLayout(layout)).filter((name) => name !== layout);
    return fail('LAYOUT_NOT_FOUND', `The likeliest was ${layout}, with little to support it.`, [layout, ...others]);
  }
  return best;
}

/** Ways up in their order, but for the first of several in which names stand upright: a glance costs less than reading the page another way. */
async function namedFirst(ways: AnyWayUp, order: readonly QuarterTurns[]): Promise<readonly QuarterTurns[]> {
  if (order.length === 1) return order;
  for (const way of order) if (await ways.isNamed(way)) return [way, ...order.filter((other) => other !== way)];
  return order;
}

/**
 * Whether quarter turns are worth their time; a page that would be refused as it lies, or on which nothing is named, is tried even where its ink, which
 * bars between columns are among, runs across.
 */
function mayLieSideways({ score, names }: WayRead, upright: UprightPage): boolean {
  return score < UNREADABLE || (score < HOPELESS && (names === 0 || !runsAcross(upright)));
}

/** Whether a page was not read, or hardly. */
export function isHopeless(result: Result<Digitized>): boolean {
  return scoreOf(result) < HOPELESS;
}

/** Whether a page has rows that are longer than sheets are. */
function runsOffPaper(result: Result<Digitized>): boolean {
  if (!result.ok) return false;
  const { traces, leads, calibration } = result.value;
  const endsS = traces.map(
    ({ lead, rhythm, xPx }) => (rhythm ? 0 : (leads[lead]?.startS ?? 0)) + xPx.length / SAMPLE_RATE_HZ,
  );
  return Math.max(0, ...endsS) * calibration.speedMmPerS > SHEET_MM;
}

function wayRead(looks: PageLooks, lying: TurnedPage, reading: Result<Digitized>): WayRead {
  const { marks } = looks.marked(lying);
  return {
    score: scoreOf(reading),
    names: uprightNames(lying.upright),
    beside: namesBeside(marks, lying.upright.frame.pitchPx.x),
    pulses: marks.pulses.length,
    isOneLead: reading.ok && goesOn(reading.value),
  };
}

function scoreOf(result: Result<Digitized>): number {
  return result.ok ? result.value.quality.score : 0;
}
