import type { PageMarks } from '../marks/page-marks.ts';
import { mean } from '../maths/mean.ts';
import { median } from '../maths/median.ts';
import { type LineEnd, levelInk, lineEnd, penAtEnd } from '../trace/line-end.ts';
import type { TracedStretch } from '../trace/row-reading.ts';

/** Where the recording begins and its last sample stands, frame px, and a sample's length. */
interface Recording {
  readonly beginX: number;
  readonly lastX: number;
  readonly stepPx: number;
}

/** Ends that stand within a sample of one another say the same; others are cut, or joined to something. */
const ALIKE_SAMPLES = 1;
/** Ends further from where the columns put them are those of something else. */
const REACH_SAMPLES = 8;
/** Fading, blur and pens that are not round make a line no more shorter or longer than this, samples; more is something else. */
const MOST_LONGER_SAMPLES = 0.65;
/** A line that is longer by more than this was drawn on to the place of the sample behind its last one, as some programs do. */
const DRAWN_ON_SAMPLES = 0.9;
/** What is measured of each end by itself, pixels of the page and samples, and how sure the phase has to be. */
const END_ERROR_PAGE_PX = 0.06;
const LEAST_ERROR_SAMPLES = 0.05;
const SURE_SAMPLES = 0.09;
const LEAST_ENDS = 2;
/** A smaller phase is as likely an error of what is measured here. */
const LEAST_PHASE = 0.15;

/**
 * By how much of a sample (−0.5 to 0.5) the recording's samples stand behind those counted from `beginX`: columns are laid on whole pixels, of which one
 * holds two or three samples, while the pen shows where it was set down and lifted. What lengthens or shortens lines at both ends cancels
 * out midway between their begins and their ends. Zero where the rows do not agree to a tenth of a sample, or
 * where it is hardly more than that.
 */
export function samplePhase(
  page: Pick<PageMarks, 'ink' | 'level' | 'strokePx' | 'pagePx'>,
  traced: readonly TracedStretch[],
  { beginX, lastX, stepPx }: Recording,
  pitchX: number,
): number {
  const lastColumn = Math.max(...traced.map(({ stretch }) => stretch.column));
  const look = (some: readonly TracedStretch[], inwards: 1 | -1): LineEnd[] =>
    some.map(({ trace }) => lineEnd(page, trace, inwards, pitchX)).filter((end) => end !== null);
  const begins = look(
    traced.filter(({ stretch }) => stretch.column === 0),
    1,
  );
  const ends = look(
    traced.filter(({ stretch }) => stretch.rhythm || stretch.column === lastColumn),
    -1,
  );
  const levelPx = levelInk([...begins, ...ends], page.strokePx);
  if (levelPx === 0) return 0;
  const endError = Math.max(LEAST_ERROR_SAMPLES, (END_ERROR_PAGE_PX * page.pagePx) / stepPx);
  const placed = (some: readonly LineEnd[], x: number) =>
    agreed(
      some.flatMap((end) => penAtEnd(end, levelPx) ?? []).map((at) => (at - x) / stepPx),
      endError,
    );
  const begin = placed(begins, beginX);
  const last = placed(ends, lastX);
  const apart = last.at - begin.at;
  const longer = apart > DRAWN_ON_SAMPLES ? apart - 1 : apart;
  const isSure =
    Math.min(begin.votes, last.votes) >= LEAST_ENDS &&
    Math.hypot(begin.error, last.error) / 2 <= SURE_SAMPLES &&
    Math.abs(longer) <= MOST_LONGER_SAMPLES;
  const middle = begin.at + longer / 2;
  const phase = middle - Math.round(middle);
  return isSure && Math.abs(phase) >= LEAST_PHASE ? phase : 0;
}

/** Where ends agree to stand, samples from where they were looked for; `error` is the standard error, larger the more of them stand elsewhere. */
interface Place {
  readonly at: number;
  readonly error: number;
  readonly votes: number;
}

function agreed(places: readonly number[], endError: number): Place {
  const near = places.filter((place) => Math.abs(place) < REACH_SAMPLES);
  let group: number[] = [];
  let spread = 0;
  for (const low of near) {
    const alike = near.filter((place) => place >= low && place < low + ALIKE_SAMPLES);
    const middle = mean(alike);
    const alikeSpread = mean(alike.map((place) => (place - middle) ** 2));
    if (alike.length < group.length || (alike.length === group.length && alikeSpread >= spread)) continue;
    [group, spread] = [alike, alikeSpread];
  }
  const astray = (near.length - group.length) / near.length;
  const error = Math.sqrt((spread + endError ** 2) / group.length) * (1 + astray);
  return { at: median(group), error, votes: group.length };
}
