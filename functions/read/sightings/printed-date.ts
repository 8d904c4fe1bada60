import { foldText } from '../words/fold-text.ts';
import { monthOf } from '../words/months.ts';

/** Which of day and month a cart or a country writes first; null where nothing says so. */
export type DateOrder = 'day-first' | 'month-first' | null;

/** A date found in text: its characters, and each day that it may mean (one, unless day and month cannot be told apart). */
export interface PrintedDate {
  readonly from: number;
  readonly to: number;
  readonly dates: readonly string[];
  /** Time of day as HH:MM or HH:MM:SS; null when none stands beside it. */
  readonly time: string | null;
}

const YEAR_FIRST = /(?<!\d)((?:19|20)\d\d)([-/.,: ])\s?(\d{1,2})([-/.,: ])\s?(\d{1,2})(?![\d:])/g;
const YEAR_LAST = /(?<![\d:])(\d{1,2})([-/. ])\s?(\d{1,2})([-/. ])\s?((?:19|20)\d\d)(?!\d)/g;
const DAY_NAME_YEAR = /(?<!\d)(\d{1,2})[-./ ]{0,2}(\p{L}{3,12})\.?[-/, ]{0,2}((?:19|20)\d\d)(?!\d)/gu;
const NAME_DAY_YEAR = /(?<!\p{L})(\p{L}{3,12})\.?[- ]{1,2}(\d{1,2}),?[- ]{1,2}((?:19|20)\d\d)(?!\d)/gu;
/** A short word behind the time must be a half of the day: a misread "PM" would move the time by twelve hours. */
const TIME =
  /(?<![\d:.])(\d{1,2})[:.h](\d\d)(?:[:.](\d\d))?(?![\d:]|\.\d)(?:[.,]\d+)?(?:[^\p{L}\d]{0,4}([ap]\.?m\.?)(?!\p{L})|\s?(\p{L}{1,2})(?!\p{L}))?/iu;

/**
 * Dates in running text with the time of day beside them. Numeric dates with the year last are read by `order`; without
 * one, a date whose two numbers are both 12 or less keeps both meanings, except with two dots, which only day-first countries use.
 */
export function findDates(text: string, order: DateOrder): PrintedDate[] {
  const found: PrintedDate[] = [];
  const add = (match: RegExpExecArray, dates: readonly (string | null)[]): void => {
    const valid = [...new Set(dates.filter((date) => date !== null))];
    const from = match.index;
    const to = from + match[0].length;
    if (valid.length === 0 || found.some((other) => other.from < to && from < other.to)) return;
    found.push({ from, to, dates: valid, time: timeBeside(text, from, to) });
  };
  for (const match of text.matchAll(YEAR_FIRST)) {
    if (isParted(match[2], match[4])) add(match, [isoDate(match[1], match[3], match[5])]);
  }
  for (const match of text.matchAll(DAY_NAME_YEAR)) add(match, [isoDate(match[3], monthNumber(match[2]), match[1])]);
  for (const match of text.matchAll(NAME_DAY_YEAR)) add(match, [isoDate(match[3], monthNumber(match[1]), match[2])]);
  for (const match of text.matchAll(YEAR_LAST)) {
    if (!isParted(match[2], match[4])) continue;
    const dayFirst = isoDate(match[5], match[3], match[1]);
    const monthFirst = isoDate(match[5], match[1], match[3]);
    const known = match[2] === '.' && match[4] === '.' ? 'day-first' : order;
    add(match, known === 'day-first' ? [dayFirst] : known === 'month-first' ? [monthFirst] : [dayFirst, monthFirst]);
  }
  return found.sort((a, b) => a.from - b.from);
}

/** One of the two separators may be misread or lost, not both. */
function isParted(first: string | undefined, second: string | undefined): boolean {
  return /[-/.]/.test(`${first}${second}`);
}

function monthNumber(name: string | undefined): string | undefined {
  const month = monthOf(foldText(name ?? ''));
  return month === null ? undefined : String(month);
}

function isoDate(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  if (year === undefined || month === undefined || day === undefined) return null;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  return date.toISOString().slice(0, 10);
}

/** The nearest time of day after the date (or straight before it), 24 hours, as printed to minutes or seconds. */
function timeBeside(text: string, from: number, to: number): string | null {
  const after = TIME.exec(text.slice(to, to + 32));
  if (after && /^[\s,;|@T-]*(?:\p{L}{1,12}\.?:?\s*)?$/u.test(text.slice(to, to + after.index))) return clock(after);
  const before = [...text.slice(Math.max(0, from - 16), from).matchAll(new RegExp(TIME, 'gi'))].at(-1);
  return before && /[\s,;|-]*$/.exec(before[0]) ? clock(before as RegExpExecArray) : null;
}

function clock(match: RegExpExecArray): string | null {
  let hours = Number(match[1]);
  const half = match[4]?.toLowerCase()[0];
  if (match[5] !== undefined && !/^(?:h|hs|hr|z)$/i.test(match[5])) return null;
  if (half !== undefined && (hours < 1 || hours > 12)) return null;
  if (half === 'p' && hours < 12) hours += 12;
  if (half === 'a' && hours === 12) hours = 0;
  if (hours > 23 || Number(match[2]) > 59 || Number(match[3] ?? 0) > 59) return null;
  const parts = [String(hours).padStart(2, '0'), match[2], ...(match[3] === undefined ? [] : [match[3]])];
  return parts.join(':');
}
