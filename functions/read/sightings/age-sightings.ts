import { foldText } from '../words/fold-text.ts';
import { digitsOf } from '../words/numerals.ts';
import { gapBefore, type PageWord, type TextRow, wordAt } from '../words/page-words.ts';
import type { LabelHit } from './label-search.ts';
import type { Sighting } from './sighting.ts';

const YEARS = /^(?:y|yr|yrs|years?|yo|y\/o|yearold|years?-old|j|jahre?|ans?|anos?|anni|jaar|jr|lat|lata|rok|yas|yil)$/;
const MONTHS = /^(?:m|mo|mos|months?|monate?|mois|meses|mesi|maanden|mies|miesiecy|ay|aylik)$/;
const DAYS = /^(?:d|days?|tage?|jours?|dias?|giorni|dagen|dni|gun)$/;
const WEEKS = /^(?:w|wk|wks|weeks?|wochen|semaines?|semanas?|settimane|weken|tyg|hafta)$/;

/** Digits of one number stand closer than this, in cap heights. */
const DIGIT_GAP = 0.16;

/** Space, in cap heights, over which a number still belongs to the unit after it. An empty age field is wider. */
const WIDEST_UNIT_GAP = 1.3;

/** Ages behind a label ("Age: 61 yrs") or before a unit ("(62 yr)", "62-year-old"). */
export function findAges(row: TextRow, labels: readonly LabelHit[]): Sighting[] {
  const sightings: Sighting[] = [];
  for (const label of labels) {
    if (label.kind !== 'age' && label.kind !== 'sex') continue;
    const value = labelled(row, label);
    if (value) sightings.push(value);
  }
  if (sightings.length > 0) return sightings;
  row.words.forEach((word, index) => {
    const joined = /^\(?(\d{1,3})[- ]?([\p{L}/]+(?:-old)?)[),.;]*$/u.exec(word.text);
    if (joined && YEARS.test(foldText(joined[2] as string)) && (joined[2] as string).length > 1) {
      sightings.push(age([word], 1, (reading) => yearsIn(reading, true)));
      return;
    }
    const unit = row.words[index + 1];
    if (!unit || !/^\(?[\dOIlSB]{1,3}$/.test(word.text) || !/\d/.test(word.text)) return;
    const unitText = foldText(unit.text).replace(/[),.;:]+$/, '');
    if (unitText.length < 2 || !YEARS.test(unitText) || gapBefore(row, index + 1) > WIDEST_UNIT_GAP) return;
    sightings.push(age([word], 1, (reading) => yearsIn(reading.replace(/[()]/g, ''), false)));
  });
  return sightings;
}

function labelled(row: TextRow, label: LabelHit): Sighting | null {
  const match = /^[\s:.=\])]*(?:\p{L}{1,10}\s*[/,;]\s*)?([\dOIl]{1,3})(?:\s*([\p{L}/]+))?/u.exec(
    row.text.slice(label.to),
  );
  if (match === null || (label.kind === 'sex' && !/[/,;]/.test(match[0]))) return null;
  const digits = match[1] as string;
  if (!/\d/.test(digits)) return null;
  const at = label.to + match[0].indexOf(digits);
  const index = wordAt(row, at);
  const skip = at - (row.starts[index] as number);
  const unit = foldText(match[2] ?? '');
  const factor =
    MONTHS.test(unit) && unit.length > 1
      ? 12
      : WEEKS.test(unit) && unit.length > 1
        ? 52.18
        : DAYS.test(unit) && unit.length > 1
          ? 365.25
          : 1;
  const word = row.words[index] as PageWord;
  if (/^[.,/:-]?\d/.test(row.text.slice(at + digits.length))) return null;
  return age(
    [word],
    2,
    (reading) => {
      const years = yearsIn(reading.slice(skip), true);
      return years === null ? null : Math.floor(years / factor);
    },
    skip === 0 && word.text === digits,
  );
}

function yearsIn(text: string, unitMayFollow: boolean): number | null {
  const pattern = unitMayFollow ? /^[\s:.=(]*([\dOIlSB]{1,3})(?![\d.,/:])/ : /^\s*([\dOIlSB]{1,3})\s*$/;
  const digits = pattern.exec(text)?.[1];
  if (digits === undefined) return null;
  const years = Number(digitsOf(digits));
  return Number.isInteger(years) && years <= 120 ? years : null;
}

function age(
  words: PageWord[],
  rank: number,
  parse: (text: string) => number | null,
  numeric = rank === 1 && /^\d+$/.test(words[0]?.text ?? ''),
): Sighting {
  return {
    field: 'ageYears',
    words,
    numeric,
    bareBefore: true,
    ...(numeric ? { bareBehind: DIGIT_GAP } : {}),
    parse,
    rank,
  };
}
