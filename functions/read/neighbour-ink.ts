import type { Ink } from './ink.ts';
import type { PageWord } from './page-words.ts';

/** Ink of a sign is at least this tall; specks and grid remains are lower. */
const SHORTEST_SIGN = 0.18;

/** True when ink stands within `reach` cap heights behind the words, where a complete value is followed by bare paper. */
export function isCutShort(
  words: readonly PageWord[],
  reach: number,
  { mask, print: { widthPx, heightPx } }: Ink,
): boolean {
  const last = words.at(-1);
  if (!last) return false;
  const [left, , width] = last.box;
  const cap = last.capHeightPx;
  const foot = last.baselineY + last.slope * width;
  const from = Math.ceil(left + width);
  const to = Math.min(widthPx - 1, Math.round(left + width + reach * cap));
  const top = Math.max(0, Math.round(foot - cap));
  const bottom = Math.min(heightPx - 1, Math.round(foot));
  for (let x = from; x <= to; x++) {
    let inked = 0;
    for (let y = top; y <= bottom; y++) inked += mask[y * widthPx + x] as number;
    if (inked >= SHORTEST_SIGN * cap) return true;
  }
  return false;
}
