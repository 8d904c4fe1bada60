/** Letters that recognisers put where a digit stands. */
const DIGIT_LOOKALIKES: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  I: '1',
  l: '1',
  i: '1',
  '|': '1',
  '!': '1',
  ']': '1',
  '[': '1',
  Z: '2',
  z: '2',
  S: '5',
  s: '5',
  B: '8',
};

const DASHES = /[‐-―−~_¬]/g;

/** One spelling for every dash, and digits for letters that look like them. */
export function digitsOf(text: string): string {
  return text.replace(DASHES, '-').replace(/[OoQDIli|!\][ZzSsB]/g, (letter) => DIGIT_LOOKALIKES[letter] ?? letter);
}

/** The whole text as one number, decimal comma allowed; null for anything else. */
export function parseNumber(text: string): number | null {
  const bare = text
    .replace(DASHES, '-')
    .replace(/\s+/g, '')
    .replace(/[°º"'.:,;]+$/, '')
    .replace(/^[.:,;=]+/, '');
  if (!/^[-+]?\d{1,5}(?:[.,]\d{1,3})?$/.test(bare)) return null;
  return Number(bare.replace(',', '.'));
}

/** True for the signs that carts print where they could not measure. */
export function isMissingMark(text: string): boolean {
  return /^(?:\*+|-{2,}|[-–—]{1,3}|#+|\?+|n\/?a|x{2,})$/i.test(text.trim());
}
