import type { OcrMode } from '../recognise/ocr-pool.ts';
import type { Recogniser } from '../recognise/recognise-once.ts';
import type { LineImage } from '../segments/line-image.ts';
import type { Sighting } from '../sightings/sighting.ts';
import type { Alternative, Field, FieldValue } from '../types.ts';
import { boxAround, type PageWord } from '../words/page-words.ts';

/** Cuts words out of the page again at a cap height. */
export type CutWords = (words: readonly PageWord[], capHeightPx: number) => LineImage | null;

/** One reading of a sighting. */
interface Vote {
  readonly value: FieldValue | null;
  readonly confidence: number;
  readonly mode: OcrMode;
}

/** Ways to look at words again. */
interface Looks {
  readonly cut: CutWords;
  readonly minusBefore: SignTest;
  readonly cutShort: (words: readonly PageWord[], reach: number) => boolean;
  readonly cutOff: (words: readonly PageWord[], reach?: number) => boolean;
}

/** What the pixels left of a number say: a dash stands there, none does, or they cannot tell. */
export type SignTest = (word: PageWord) => boolean | null;

/** Further readings, in order; each differs from the first pass in method, scale, segmentation or alphabet. */
const DIGIT_READINGS: readonly { readonly mode: OcrMode; readonly capHeightPx: number }[] = [
  { mode: 'digits', capHeightPx: 32 },
  { mode: 'word', capHeightPx: 48 },
  { mode: 'digits', capHeightPx: 42 },
  { mode: 'shapes', capHeightPx: 36 },
];
const TEXT_READINGS: readonly { readonly mode: OcrMode; readonly capHeightPx: number }[] = [
  { mode: 'line', capHeightPx: 30 },
  { mode: 'line', capHeightPx: 50 },
];

/**
 * Reads a sighting again until two readings agree and outvote the rest. A value that no second reading confirms is
 * `unreadable`: wrong is worse than none.
 */
export async function confirmSighting(sighting: Sighting, page: Looks, ocr: Recogniser): Promise<Field> {
  const text = sighting.words.map((word) => word.text).join(' ');
  const place = { text, box: boxAround(sighting.words) };
  if (sighting.missing) return { value: null, reason: 'absent', ...place };
  const exact = sighting.words.every(({ segment }) => segment < 0);
  const first: Vote = {
    value: sighting.parse(text),
    confidence: Math.min(...sighting.words.map((word) => word.confidence)),
    mode: 'line',
  };
  if (exact)
    return first.value === null
      ? { value: null, reason: 'unreadable', ...place }
      : { value: first.value, confidence: 1, ...place };
  const votes = [first];
  for (const { mode, capHeightPx } of sighting.numeric ? DIGIT_READINGS : TEXT_READINGS) {
    const image = page.cut(sighting.words, capHeightPx);
    if (image === null) break;
    const words = await ocr.recognise(image, mode);
    const reading = words.map((word) => word.text).join(' ');
    votes.push({
      value: sighting.parse(reading),
      confidence: Math.min(1, ...words.map((word) => word.confidence)),
      mode,
    });
    if (decide(votes, sighting) !== undefined) break;
  }
  const won = decide(votes, sighting);
  const field: Field =
    won === undefined || isPartial(sighting, page)
      ? { value: null, reason: 'unreadable', ...place }
      : signed(won, sighting, votes, page.minusBefore, place);
  const alternatives = alternativesTo(field.value, votes);
  return alternatives.length > 0 ? { ...field, alternatives } : field;
}

/** The values of the votes other than the one that stands, each with its share of the votes times their confidence. */
function alternativesTo(value: FieldValue | null, votes: readonly Vote[]): Alternative[] {
  const sums = new Map<string, { value: FieldValue; sum: number }>();
  for (const vote of votes) {
    if (vote.value === null || (value !== null && voteKey(vote.value, false) === voteKey(value, false))) continue;
    const entry = sums.get(String(vote.value)) ?? { value: vote.value, sum: 0 };
    sums.set(String(vote.value), { ...entry, sum: entry.sum + Math.max(vote.confidence, 0) });
  }
  return [...sums.values()]
    .map((entry) => ({ value: entry.value, confidence: Math.round((1000 * entry.sum) / votes.length) / 1000 }))
    .sort((a, b) => b.confidence - a.confidence);
}

/** Whether ink at the ends of the words says that a part of the value was not recognised. */
function isPartial({ words, bareBefore, bareBehind }: Sighting, page: Looks): boolean {
  const reach = typeof bareBefore === 'number' ? bareBefore : undefined;
  return (
    ((bareBefore ?? false) !== false && page.cutOff(words, reach)) ||
    (bareBehind !== undefined && page.cutShort(words, bareBehind))
  );
}

/**
 * The value that stands. A number needs three readings of the neural recogniser that agree with none against them, or two
 * and the recogniser of shapes, with one against them at most; a text needs a clear majority. Undefined while there is none.
 */
function decide(votes: readonly Vote[], sighting: Sighting): { value: FieldValue; confidence: number } | undefined {
  const tally = new Map<string, { value: FieldValue; votes: Vote[] }>();
  for (const vote of votes) {
    if (vote.value === null) continue;
    const key = voteKey(vote.value, sighting.signed === true);
    const entry = tally.get(key);
    if (entry) entry.votes.push(vote);
    else tally.set(key, { value: vote.value, votes: [vote] });
  }
  const [best, second] = [...tally.values()].sort((a, b) => b.votes.length - a.votes.length);
  const against = second?.votes.length ?? 0;
  if (!best || best.votes.length < 2 || best.votes.length < 2 * against) return undefined;
  const byShape = best.votes.some(({ mode }) => mode === 'shapes');
  const rivals = votes.filter(({ mode, value }) => mode !== 'shapes' && value !== null).length - best.votes.length;
  // Later readings share one cut; a digit lost with the cut is lost to all of them, and only the whole line still shows it.
  const [whole] = votes;
  if (whole && whole.value !== null && !best.votes.includes(whole)) return undefined;
  if (sighting.numeric && !byShape && (best.votes.length < 3 || rivals > 0)) return undefined;
  const doubt = best.votes.reduce((product, vote) => product * (1 - Math.min(Math.max(vote.confidence, 0.5), 0.97)), 1);
  return { value: best.value, confidence: 1 - doubt * (1 + 4 * against) };
}

/** Votes of one key are for the same value: signs are settled apart, and spaces, colons and forms of a dash say nothing. */
function voteKey(value: FieldValue, signed: boolean): string {
  if (typeof value === 'number') return String(signed ? Math.abs(value) : value);
  return String(value).toLowerCase().replace(/[\s:]/g, '').replace(/[~–—]/g, '-');
}

/** Settles the sign: a dash seen on the page stands where some reading has it too; without one no reading but a stray one may claim it; where a bar touches the number, all must have read it. */
function signed(
  won: { value: FieldValue; confidence: number },
  sighting: Sighting,
  votes: readonly Vote[],
  minusBefore: SignTest,
  place: Pick<Field, 'text' | 'box'>,
): Field {
  if (!sighting.signed || typeof won.value !== 'number') return { ...won, ...place };
  const size = Math.abs(won.value);
  const [word] = sighting.words;
  const dash = word ? minusBefore(word) : null;
  const same = votes.filter(({ value }) => typeof value === 'number' && Math.abs(value) === size);
  const minuses = same.filter(({ value }) => Number(value) < 0).length;
  const unsure = dash === null ? minuses < same.length : dash ? minuses === 0 : minuses > 1;
  if (unsure) return { value: null, reason: 'unreadable', ...place };
  const negative = dash ?? minuses > 0;
  return { value: negative && size > 0 ? -size : size, confidence: won.confidence, ...place };
}
