import { foldText } from './fold-text.ts';
import { gapBefore, type PageWord, type TextRow, wordAt } from './page-words.ts';

/** Column gap, in cap heights, over which a value may stand from its label. */
const FARTHEST_VALUE_IN_HEIGHTS = 26;

/** Part of a word that may belong to a value: its text, and how many characters of the word stand before it. */
export interface ValueToken {
  readonly text: string;
  readonly word: PageWord;
  readonly offset: number;
}

/** What stands behind a label. */
export interface ValueTokens {
  readonly tokens: readonly ValueToken[];
  /** Folded text from a token on; empty beyond the last. */
  readonly rest: (token: number) => string;
}

/** The words of a row between two characters, the first without the signs that part a label from its value. */
export function valueTokens(row: TextRow, from: number, to: number): ValueTokens {
  const tokens: (ValueToken & { at: number })[] = [];
  for (let index = wordAt(row, from); index < row.words.length; index++) {
    const start = row.starts[index] as number;
    if (start >= to) break;
    const word = row.words[index] as PageWord;
    if (start >= from && gapBefore(row, index) > FARTHEST_VALUE_IN_HEIGHTS) break;
    const skipped = Math.max(0, from - start);
    const text = word.text.slice(skipped, Math.max(0, to - start));
    // A colon in small print is read as some other sign, which stands alone; stars, dashes and question marks are missing values.
    const bare = text.replace(/^(?:[\s:;.=)\]]+|[^\p{L}\d\s*#?~–—−-]{1,2}$)/u, '');
    const offset = skipped + text.length - bare.length;
    if (bare !== '') tokens.push({ text: bare, word, offset, at: start + offset });
  }
  const rest = (token: number): string => {
    const at = tokens[token]?.at;
    return at === undefined ? '' : foldText(row.text.slice(at, to)).trim();
  };
  return { tokens, rest };
}
