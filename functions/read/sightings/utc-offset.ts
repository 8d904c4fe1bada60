import { type TextRow, wordAt } from '../words/page-words.ts';
import type { Sighting } from './sighting.ts';

/** Minutes east of Greenwich of zone names that mean one zone only (CST, IST and the like mean several). */
const ZONES: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  CET: 60,
  MEZ: 60,
  CEST: 120,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  TRT: 180,
  EST: -300,
  PST: -480,
  PDT: -420,
  BRT: -180,
  JST: 540,
};

const CLOCK_TIME = /\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?/i;
const ZONE = /(?:UTC|GMT)?\s?[+−–-]\s?\d{1,2}(?::?[0-5]\d)?|Z|[A-Z]{3,4}/;
/** A zone right behind a time of day, with nothing but an optional bracket between. */
const ZONED = new RegExp(`(?:${CLOCK_TIME.source})\\s?\\(?(${ZONE.source})\\)?(?![\\p{L}\\d:])`, 'giu');

/** UTC offsets printed behind a time of day ("14:03:09 UTC+2", "09:10 CET", "08:15:00-05:00"). */
export function findUtcOffsets(row: TextRow): Sighting[] {
  return [...row.text.matchAll(ZONED)].flatMap((match): Sighting[] => {
    const zone = match[1] as string;
    if (offsetOf(zone) === null) return [];
    const last = match.index + match[0].length - 1;
    const words = row.words.slice(wordAt(row, match.index), wordAt(row, last) + 1);
    const parse = (text: string): string | null => {
      const found = [...text.matchAll(ZONED)];
      return found.length === 1 ? offsetOf(found[0]?.[1] ?? '') : null;
    };
    return [{ field: 'utcOffset', words, numeric: false, parse, rank: 1 }];
  });
}

/** ±HH:MM of a printed zone; null where it names none, or one that no place keeps. */
function offsetOf(printed: string): string | null {
  const zone = printed.replace(/\s/g, '').replace(/[−–]/g, '-').toUpperCase();
  const named = ZONES[zone];
  if (named !== undefined) return format(named);
  const match = /^(UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?$/.exec(zone);
  if (match === null) return null;
  const [, utc, sign, hours = '', minutes] = match;
  // A bare dash and hours may begin a second time of day ("09:10-11"): without UTC the minutes must be there.
  if (utc === undefined && (minutes === undefined || hours.length < 2)) return null;
  const total = (sign === '-' ? -1 : 1) * (60 * Number(hours) + Number(minutes ?? 0));
  return total < -12 * 60 || total > 14 * 60 ? null : format(total);
}

function format(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
