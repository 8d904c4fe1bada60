import { bestAgreement, bestCorrelation } from '../maths/correlate.ts';
import { mean } from '../maths/mean.ts';
import { median } from '../maths/median.ts';
import { beatsOf, qrsActivity } from './qrs-activity.ts';

const SAMPLE_RATE_HZ = 500;
/** Beats of columns and strips are compared to this, samples, where so much of a column can be, s. */
const LAG_SAMPLES = 8;
const LEAST_S = 0.8;
/** Where the beats of every column agree with the strip's by this, they are in its time; from the other on, another time is believed: of all columns, where most are in time by the first. */
const OUT_OF_TIME = 0.5;
const IN_TIME = 0.75;
/** Beats of columns that were recorded at once agree by this. */
const AT_ONCE = 0.75;
/** Two columns this long together would show more than the ten seconds that carts record, s; beside one another they are placed to this, samples. */
const WHOLE_S = 8;
const PLACED_SAMPLES = 40;
/** Gaps between columns that are tried, s. */
const GAPS_S = { least: 0.04, most: 0.5, step: 0.008 };
/** What carts print a lead for, s; a column is held to be that long if it nearly is. */
const USUAL_S = [2.5, 5];
const NEARLY_S = 0.03;
/** Ten seconds in three columns. */
const THIRD_S = 10 / 3;
/** What blank gaps leave of columns is as long to this, s. */
const CUT_S = 0.05;
/** Intervals longer than this (fewer than 30 beats a minute) are rarer than columns that were recorded at once, s. */
const LONGEST_INTERVAL_S = 2;
/** A beat that comes this much too early or late is no part of the rhythm that the others have, s. */
const OUT_OF_RHYTHM_S = 0.1;
/**
 * Intervals that are the same in all columns, so many of them and to this, are those of the same beats where they vary by more, or where those from column to column, on the mean, are others by
 * more than this, s: a steady rhythm that fits the columns by chance does neither.
 */
const SAME_INTERVALS = { least: 3, withinS: 0.004, variesS: 0.012, othersS: 0.01 } as const;

/** A lead, 500 Hz, and when it begins by its place on paper. */
export interface PlacedLead {
  readonly startS: number;
  readonly mv: Float32Array;
}

interface Witness {
  readonly startS: number;
  readonly activity: Float32Array;
}

/**
 * When the columns of a page, each of leads that were drawn one above another, begin in the recording, s; null where that is when they begin on paper.
 * Most carts let each column go on where the one before it stopped, and time runs along the paper. Some leave a gap on the paper and none in time, others draw the same seconds of all leads side
 * by side: then the beats of the columns stand elsewhere than those of the rhythm strips, and fall on them at the right times. Without a strip,
 * columns are simultaneous where all show the same beats, and each is as long as recordings are or going on from one to the next would break their
 * rhythm.
 */
export function recordedStarts(
  drawn: readonly (readonly PlacedLead[])[],
  strips: readonly PlacedLead[],
): number[] | null {
  if (drawn.length < 2) return null;
  const paper = drawn.map(startOf);
  const atOnce = paper.map(() => paper[0] as number);
  if (strips.length === 0) {
    const whole = wholeRecordings(drawn.map(asWitness));
    if (whole !== null) return whole;
    const blanks = drawn.map(blankSamples);
    const beginS = (paper[0] as number) + (blanks[0] as number) / SAMPLE_RATE_HZ;
    const shown = drawn.map((leads, k) => witnessFrom(leads, blanks[k] as number));
    if (!areSimultaneous(shown)) return usualColumns(drawn, paper);
    return blanks.map((samples) => beginS - samples / SAMPLE_RATE_HZ);
  }
  // The first column begins the recording wherever its beats are.
  const others = drawn.slice(1).map(asWitness);
  const strip = asWitness(strips);
  const onPaper = agreement(others, paper, strip);
  // In a steady rhythm the beats of one column may fall on the strip's by chance; those of all do not.
  if (onPaper === null || onPaper.least > OUT_OF_TIME) return null;
  let best = { starts: atOnce, ...(agreement(others, atOnce, strip) ?? NONE) };
  for (let gapS = GAPS_S.least; gapS < GAPS_S.most; gapS += GAPS_S.step) {
    const starts = withoutGap(paper, gapS);
    const found = agreement(others, starts, strip) ?? NONE;
    if (found.mean > best.mean) best = { starts, ...found };
  }
  if ((onPaper.mean > OUT_OF_TIME ? best.least : best.mean) < IN_TIME) return null;
  return best.starts === atOnce ? atOnce : usualSteps(best.starts);
}

/** Says where columns were not recorded when their place on paper says. */
export function timeReasons(onPaper: readonly number[], recorded: readonly number[]): string[] {
  const off = recorded.map((startS, k) => startS - (recorded[0] ?? 0) - ((onPaper[k] ?? 0) - (onPaper[0] ?? 0)));
  if (off.every((s) => Math.abs(s) < GAPS_S.least)) return [];
  const areAtOnce = recorded.every(
    (startS) => Math.abs(startS - (recorded[0] ?? 0)) <= PLACED_SAMPLES / SAMPLE_RATE_HZ,
  );
  return [areAtOnce ? 'All columns show the same seconds.' : 'Gaps between columns are not counted as time.'];
}

const startOf = (leads: readonly PlacedLead[]): number => leads[0]?.startS ?? 0;

const asWitness = (leads: readonly PlacedLead[]): Witness => ({
  startS: startOf(leads),
  activity: qrsActivity(leads.map(({ mv }) => mv)),
});

/** For how many samples all leads of a column are blank at first: a gap before it, or a lattice that strays from it. 0 where nothing is known of any. */
export function blankSamples(leads: readonly Pick<PlacedLead, 'mv'>[]): number {
  const firsts = leads.map(({ mv }) => mv.findIndex((v) => !Number.isNaN(v))).filter((first) => first >= 0);
  return firsts.length === 0 ? 0 : Math.min(...firsts);
}

/** A column without its first samples. */
const witnessFrom = (leads: readonly PlacedLead[], samples: number): Witness =>
  asWitness(leads.map(({ startS, mv }) => ({ startS: startS + samples / SAMPLE_RATE_HZ, mv: mv.subarray(samples) })));

const withoutGap = (starts: readonly number[], gapS: number): number[] => starts.map((startS, k) => startS - k * gapS);

/** From the first sample that is known to the last, s. */
function shownS(mv: Float32Array): number {
  const isKnown = (v: number) => !Number.isNaN(v);
  return (mv.findLastIndex(isKnown) + 1 - Math.max(0, mv.findIndex(isKnown))) / SAMPLE_RATE_HZ;
}

/** When columns that each last as long as carts print a lead for begin, if gaps part them on paper; null of others. */
function usualColumns(drawn: readonly (readonly PlacedLead[])[], paper: readonly number[]): number[] | null {
  const lengthsS = drawn.map((leads) => median(leads.map(({ mv }) => shownS(mv))));
  const usualS = [...USUAL_S, THIRD_S].find((usual) => lengthsS.every((s) => Math.abs(usual - s) < CUT_S));
  if (usualS === undefined) return null;
  const gapsS = intervalsOf(paper).map((stepS) => stepS - usualS);
  const areGaps = gapsS.every((s) => s >= GAPS_S.least && s < GAPS_S.most);
  return areGaps ? paper.map((_, k) => (paper[0] as number) + k * usualS) : null;
}

/** Columns that nearly last as long as carts print last so long. */
function usualSteps(starts: readonly number[]): number[] {
  const stepS = ((starts.at(-1) as number) - (starts[0] as number)) / (starts.length - 1);
  const usualS = USUAL_S.find((usual) => Math.abs(usual - stepS) < NEARLY_S);
  return usualS === undefined ? [...starts] : starts.map((_, k) => (starts[0] as number) + k * usualS);
}

/** How well the beats of columns fall on those of the strip. */
interface Agreement {
  readonly mean: number;
  readonly least: number;
}

const NONE: Agreement = { mean: 0, least: 0 };

/** How well the beats of all columns but the first would fall on those of the strip if columns began at these times; null where it does not show them. */
function agreement(others: readonly Witness[], starts: readonly number[], strip: Witness): Agreement | null {
  const found = others.map(({ activity }, k) => {
    const from = Math.round(((starts[k + 1] as number) - strip.startS) * SAMPLE_RATE_HZ);
    const along = strip.activity.subarray(Math.max(0, from), Math.max(0, from + activity.length));
    return bestCorrelation(activity, along, LAG_SAMPLES, LEAST_S * SAMPLE_RATE_HZ);
  });
  const known = found.filter((r) => r !== null);
  return known.length === 0 ? null : { mean: mean(known), least: Math.min(...known) };
}

/** When columns that are each as long as a recording, and show the first one's beats, begin; null of others. Where they are was told by names, within a mm or two. */
function wholeRecordings([first, ...others]: readonly Witness[]): number[] | null {
  const isWhole = ({ activity }: Witness) => activity.length > WHOLE_S * SAMPLE_RATE_HZ;
  if (first === undefined || ![first, ...others].every(isWhole)) return null;
  const laterS = others.flatMap(({ activity }) => {
    const found = bestAgreement(first.activity, activity, PLACED_SAMPLES, LEAST_S * SAMPLE_RATE_HZ);
    if (found === null || found.r <= AT_ONCE) return [];
    return Math.abs(found.lag) > LAG_SAMPLES / 2 ? found.lag / SAMPLE_RATE_HZ : 0;
  });
  return laterS.length < others.length ? null : [first.startS, ...laterS.map((s) => first.startS - s)];
}

/** Whether all columns show the first one's beats, and would show another rhythm from one to the next than within. */
function areSimultaneous(columns: readonly Witness[]): boolean {
  const [first, ...others] = columns;
  const isAlike = ({ activity }: Witness) =>
    first !== undefined &&
    (bestCorrelation(activity, first.activity, LAG_SAMPLES / 2, LEAST_S * SAMPLE_RATE_HZ) ?? 0) > AT_ONCE;
  if (!others.every(isAlike)) return false;
  const beats = columns.map(({ startS, activity }) =>
    beatsOf(activity).map((sample) => startS + sample / SAMPLE_RATE_HZ),
  );
  const within = beats.map(intervalsOf);
  const intervalS = median(within.flat());
  if (intervalS === 0) return areLongPauses(beats);
  const off = beats.slice(1).map((own, k) => {
    const apartS = (own[0] ?? 0) - (beats[k]?.at(-1) ?? 0);
    return apartS - Math.max(1, Math.round(apartS / intervalS)) * intervalS;
  });
  if (off.some((s) => Math.abs(s) > OUT_OF_RHYTHM_S)) return true;
  const { variesS, othersS } = SAME_INTERVALS;
  return areSame(within) && (spanOf(within[0] ?? []) > variesS || Math.abs(mean(off)) > othersS);
}

/** Whether columns that show one beat each would have none for longer than hearts pause if they followed one another. */
function areLongPauses(beats: readonly (readonly number[])[]): boolean {
  if (beats.some(({ length }) => length !== 1)) return false;
  return intervalsOf(beats.flat()).every((s) => s > LONGEST_INTERVAL_S);
}

const intervalsOf = (beats: readonly number[]): number[] => beats.slice(1).map((at, i) => at - (beats[i] as number));

const spanOf = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

/** Whether all columns have the intervals of the first, and enough of them. */
function areSame([first = [], ...others]: readonly (readonly number[])[]): boolean {
  const { least, withinS } = SAME_INTERVALS;
  const isSame = (own: readonly number[]) =>
    own.length === first.length && own.every((s, i) => Math.abs(s - (first[i] as number)) < withinS);
  return first.length * others.length >= least && others.every(isSame);
}
