import type { PageWord } from '../words/page-words.ts';
import type { Ink } from './ink.ts';

/** Ink of a sign is at least this tall, in cap heights; specks and grid remains are lower. Before a word only letters and digits count. */
const SHORTEST_SIGN = 0.18;
const SHORTEST_LETTER = 0.32;
/** Letters of one word stand closer than this. */
const LETTER_GAP = 0.2;

/** True when ink stands within `reach` cap heights behind the words, where a complete value is followed by bare paper. */
export function isCutShort(words: readonly PageWord[], reach: number, ink: Ink): boolean {
  const last = words.at(-1);
  if (!last) return false;
  const [left, , width] = last.box;
  return hasSign(last, left + width, left + width + reach * last.capHeightPx, SHORTEST_SIGN, ink);
}

/** True when a letter or digit that no word holds stands within `reach` cap heights before the words: "male" may be the end of "Female". */
export function isCutOff(words: readonly PageWord[], ink: Ink, reach = LETTER_GAP): boolean {
  const [first] = words;
  if (!first) return false;
  return hasSign(first, first.box[0] - reach * first.capHeightPx, first.box[0] - 1, SHORTEST_LETTER, ink);
}

/** Whether a column between two heights of a word's line holds enough ink for a sign. */
function hasSign(
  word: PageWord,
  fromX: number,
  toX: number,
  shortest: number,
  { mask, print: { widthPx, heightPx } }: Ink,
): boolean {
  const cap = word.capHeightPx;
  const foot = word.baselineY + word.slope * (fromX - word.box[0]);
  const top = Math.max(0, Math.round(foot - cap));
  const bottom = Math.min(heightPx - 1, Math.round(foot));
  for (let x = Math.max(0, Math.ceil(fromX)); x <= Math.min(widthPx - 1, Math.round(toX)); x++) {
    let inked = 0;
    for (let y = top; y <= bottom; y++) inked += mask[y * widthPx + x] as number;
    if (inked >= shortest * cap) return true;
  }
  return false;
}
