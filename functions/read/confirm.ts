import type { LineImage } from './line-image.ts';
import type { OcrMode, OcrPool } from './ocr-pool.ts';
import { boxAround, type PageWord } from './page-words.ts';
import type { Sighting } from './sighting.ts';
import type { Field, FieldValue } from './types.ts';

/** Cuts words out of the page again at a cap height. */
export type CutWords = (words: readonly PageWord[], capHeightPx: number) => LineImage | null;

/** One independent reading of a sighting. */
interface Vote {
  readonly value: FieldValue | null;
  readonly confidence: number;
}

/** What the pixels left of a number say: a dash stands there, none does, or they cannot tell. */
export type SignTest = (word: PageWord) => boolean | null;

/** Further readings, in order; each differs from the first pass in scale, segmentation or alphabet. */
const DIGIT_READINGS: readonly { readonly mode: OcrMode; readonly capHeightPx: number }[] = [
  { mode: 'digits', capHeightPx: 32 },
  { mode: 'word', capHeightPx: 48 },
  { mode: 'digits', capHeightPx: 44 },
];
const TEXT_READINGS: readonly { readonly mode: OcrMode; readonly capHeightPx: number }[] = [
  { mode: 'line', capHeightPx: 30 },
  { mode: 'line', capHeightPx: 50 },
];

/**
 * Reads a sighting again until two readings agree and outvote the rest. A value that no second reading confirms is
 * `unreadable`: wrong is worse than none.
 */
export async function confirmSighting(
  sighting: Sighting,
  cut: CutWords,
  ocr: OcrPool,
  minusBefore: SignTest,
): Promise<Field> {
  const text = sighting.words.map((word) => word.text).join(' ');
  const place = { text, box: boxAround(sighting.words) };
  if (sighting.missing) return { value: null, reason: 'absent', ...place };
  const exact = sighting.words.every(({ segment }) => segment < 0);
  const first: Vote = {
    value: sighting.parse(text),
    confidence: Math.min(...sighting.words.map((word) => word.confidence)),
  };
  if (exact)
    return first.value === null
      ? { value: null, reason: 'unreadable', ...place }
      : { value: first.value, confidence: 1, ...place };
  const votes = [first];
  for (const { mode, capHeightPx } of sighting.numeric ? DIGIT_READINGS : TEXT_READINGS) {
    const image = cut(sighting.words, capHeightPx);
    if (image === null) break;
    const words = await ocr.recognise(image, mode);
    const reading = words.map((word) => word.text).join(' ');
    votes.push({ value: sighting.parse(reading), confidence: Math.min(1, ...words.map((word) => word.confidence)) });
    if (decide(votes, sighting) !== undefined) break;
  }
  const won = decide(votes, sighting);
  if (won === undefined) return { value: null, reason: 'unreadable', ...place };
  return signed(won, sighting, votes, minusBefore, place);
}

/** The value with two votes more than half; undefined while there is none. */
function decide(votes: readonly Vote[], sighting: Sighting): { value: FieldValue; confidence: number } | undefined {
  const tally = new Map<string, { value: FieldValue; votes: Vote[] }>();
  for (const vote of votes) {
    if (vote.value === null) continue;
    const key = String(sighting.signed && typeof vote.value === 'number' ? Math.abs(vote.value) : vote.value);
    const entry = tally.get(key);
    if (entry) entry.votes.push(vote);
    else tally.set(key, { value: vote.value, votes: [vote] });
  }
  const [best, second] = [...tally.values()].sort((a, b) => b.votes.length - a.votes.length);
  if (!best || best.votes.length < 2 || (second && best.votes.length < second.votes.length + 1)) return undefined;
  if (second && best.votes.length < 3 && votes.length < 4) return undefined;
  const mean = best.votes.reduce((sum, vote) => sum + vote.confidence, 0) / best.votes.length;
  return { value: best.value, confidence: 1 - (1 - Math.max(mean, 0.5)) ** best.votes.length * (second ? 2 : 1) };
}

/** Settles the sign: the pixels decide, and where they cannot, all readings must agree. */
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
  const signs = votes.flatMap(({ value }) =>
    typeof value === 'number' && Math.abs(value) === size ? [value < 0] : [],
  );
  const unanimous = signs.every((sign) => sign === signs[0]) ? signs[0] : undefined;
  if (dash === null ? unanimous === undefined : unanimous !== undefined && unanimous !== dash && signs.length > 2)
    return { value: null, reason: 'unreadable', ...place };
  const negative = dash ?? (unanimous as boolean);
  return { value: negative && size > 0 ? -size : size, confidence: won.confidence, ...place };
}
