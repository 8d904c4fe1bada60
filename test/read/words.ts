import { makeRow, type PageWord, type TextRow } from '../../functions/read/words/page-words.ts';

/** A row of words as if recognised: one space is a gap of half a cap height, each further one adds a whole cap height. */
export function row(text: string, y = 100): TextRow {
  return makeRow(wordsOf(text, y));
}

/** The words of a line of text with boxes, 10 px a letter, capitals 16 px high. */
export function wordsOf(text: string, y = 100): PageWord[] {
  const words: PageWord[] = [];
  let x = 50;
  for (const match of text.matchAll(/(\s*)(\S+)/g)) {
    const spaces = match[1]!.length;
    if (words.length > 0) x += 8 + (spaces - 1) * 16;
    else x += spaces * 16;
    const printed = match[2]!;
    words.push({
      text: printed,
      confidence: 0.95,
      box: [x, y - 16, printed.length * 10, 16],
      capHeightPx: 16,
      segment: 0,
      baselineY: y,
      slope: 0,
    });
    x += printed.length * 10;
  }
  return words;
}
