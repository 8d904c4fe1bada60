import type { Darkness } from './darkness.ts';
import type { Ink } from './ink.ts';
import type { PageWord } from './page-words.ts';

/**
 * Looks for a dash straight left of a number's first digit, or at its left end: a bar of ink at middle height with paper above and below.
 * Returns true or false when the pixels are clear, null when they are not (ink touches, or the number is too small).
 */
export function findMinus(word: PageWord, slope: number, ink: Ink): boolean | null {
  const darkness = ink.print;
  const cap = word.capHeightPx;
  if (cap < 6) return null;
  const [left, top, , height] = word.box;
  const threshold = ink.thresholdAt(left, top + height / 2);
  const bottom = top + height;
  const from = Math.round(left - 0.75 * cap);
  const to = Math.round(left + 0.75 * cap);
  const bars: { from: number; to: number }[] = [];
  let run = -1;
  for (let x = Math.max(from, 0); x <= Math.min(to, darkness.widthPx - 1); x++) {
    const lift = slope * (x - left);
    if (isBar(column(darkness, x, bottom - cap + lift, bottom + lift), threshold)) {
      if (run < 0) run = x;
    } else {
      if (run >= 0) bars.push({ from: run, to: x });
      run = -1;
    }
  }
  const longest = Math.max(0, ...bars.map((bar) => bar.to - bar.from));
  if (longest >= 0.25 * cap) return true;
  return longest <= 0.12 * cap || longest <= 1 ? false : null;
}

function column({ level, widthPx, heightPx }: Darkness, x: number, top: number, bottom: number): number[] {
  const values: number[] = [];
  for (let y = Math.max(0, Math.round(top)); y < Math.min(heightPx, Math.round(bottom)); y++) {
    values.push(level[y * widthPx + x] as number);
  }
  return values;
}

/** One thin patch of ink between 35 % and 75 % of the height, and paper elsewhere. */
function isBar(values: readonly number[], threshold: number): boolean {
  const weak = threshold * 0.7;
  const inked = values.flatMap((value, index) => (value >= weak ? [index] : []));
  const first = inked[0];
  const last = inked.at(-1);
  if (first === undefined || last === undefined || Math.max(...values) < threshold * 0.85) return false;
  const height = values.length;
  return first >= 0.3 * height && last < 0.8 * height && last - first + 1 <= Math.max(2, 0.3 * height);
}
