import { editDistance, foldText, squeezeText } from '../words/fold-text.ts';
import { gapBefore, type PageWord, type TextRow, wordAt } from '../words/page-words.ts';
import type { LabelHit } from './label-search.ts';
import { LABEL_ONLY_SEX_WORDS, SEX_WORDS } from './sex-words.ts';
import type { Sighting } from './sighting.ts';

type Sex = 'female' | 'male';

/** Letters of one word stand closer than this, in cap heights. */
const LETTER_GAP = 0.16;
const SEXES: readonly Sex[] = ['female', 'male'];

/** Sex behind a label, or as a word of its own; words with other meanings only in a row with an age, or alone on their line. */
export function findSex(row: TextRow, labels: readonly LabelHit[], besideAge: boolean): Sighting[] {
  const behindLabel = labels.flatMap((label) =>
    label.kind === 'sex' || label.kind === 'age' ? labelled(row, label) : [],
  );
  if (behindLabel.length > 0) return behindLabel;
  const sightings: Sighting[] = [];
  row.words.forEach((word, index) => {
    const text = squeezeText(word.text);
    const common = LABEL_ONLY_SEX_WORDS.has(text) && !besideAge && row.words.length > 1;
    if (parseSexWord(text) === null || common || !standsAlone(row, index)) return;
    sightings.push(sighting([word], (reading) => parseSexWord(squeezeText(reading)), 1));
  });
  return sightings;
}

/** The sex that a folded whole word names, one recogniser error forgiven in long words when it cannot mean the other. */
export function parseSexWord(word: string): Sex | null {
  let best: { sex: Sex; distance: number } | null = null;
  let other = 9;
  for (const sex of SEXES) {
    const distance = Math.min(...SEX_WORDS[sex].words.map((known) => distanceTo(word, known)));
    if (best === null || distance < best.distance) {
      other = Math.min(other, best?.distance ?? 9);
      best = { sex, distance };
    } else other = Math.min(other, distance);
  }
  if (best === null || best.distance > 1 || other - best.distance < 1) return null;
  return best.sex;
}

function distanceTo(word: string, known: string): number {
  const distance = editDistance(word, known, 3);
  return distance > 0 && (known.length < 6 || LABEL_ONLY_SEX_WORDS.has(known)) ? distance + 2 : distance;
}

function labelled(row: TextRow, label: LabelHit): Sighting[] {
  const text = row.text.slice(label.to);
  const match = /^(?:[\s:.=/\])]*)(?:\d{1,3}\s*[\p{L}.]{0,6}\s*[/,;]\s*)?(\p{L}+)/u.exec(text);
  const found = match?.[1];
  if (match === null || found === undefined) return [];
  const at = label.to + match[0].length - found.length;
  const index = wordAt(row, at);
  const word = row.words[index] as PageWord;
  if (label.kind === 'age' && !/\d/.test(match[0])) return [];
  const skip = at - (row.starts[index] as number);
  const parse = (reading: string): Sex | null => parseSexToken(/\p{L}+/u.exec(reading.slice(skip))?.[0] ?? '');
  return parseSexToken(found) === null ? [] : [sighting([word], parse, 2)];
}

function parseSexToken(text: string): Sex | null {
  const token = foldText(text).replace(/[^a-z]/g, '');
  if (token.length === 1)
    return SEXES.find((sex) => (SEX_WORDS[sex].letters as readonly string[]).includes(token)) ?? null;
  return parseSexWord(token);
}

/** A cut-off "Fe" before "male" would turn the meaning: the word must begin after a real space. */
function standsAlone(row: TextRow, index: number): boolean {
  const before = row.words[index - 1];
  if (!before) return true;
  if (/^f[eo]?$/i.test(before.text)) return false;
  return gapBefore(row, index) > 0.2;
}

function sighting(words: PageWord[], parse: (text: string) => Sex | null, rank: number): Sighting {
  return { field: 'sex', words, numeric: false, bareBefore: true, bareBehind: LETTER_GAP, parse, rank };
}
