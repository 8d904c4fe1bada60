import type { InkComponent } from '../ink/components.ts';
import type { PageWord } from '../words/page-words.ts';
import type { TextSegment } from './text-segments.ts';

/** A number of three digits or more, or several with their signs. */
const RUN_TOGETHER = /^-?\d(?:-?\d){2,8}$/;

/** A gap between digits that is a space: this wide in cap heights, and this many times as wide as the usual gap. */
const SPACE_IN_HEIGHTS = 0.34;
const SPACE_IN_GAPS = 2;
/** Digits of one number stand at even steps, also beside a 1, which is narrow; across a space the step is this much longer. */
const SPACE_IN_PITCHES = 1.25;

/**
 * The numbers of a word like "79152" that is printed "79 1 52", by the gaps between its digits; undefined when the digits stand
 * evenly or do not match the glyphs one by one.
 */
export function splitNumber(word: PageWord, { glyphs }: TextSegment): PageWord[] | undefined {
  if (!RUN_TOGETHER.test(word.text)) return undefined;
  const cap = word.capHeightPx;
  const [left, , width] = word.box;
  const digits = glyphs.filter(
    (glyph) => glyph.left >= left - 1 && glyph.right <= left + width + 1 && glyph.bottom - glyph.top > 0.6 * cap,
  );
  // One entry a digit, with its sign.
  const signed = word.text.match(/-?\d/g) ?? [];
  if (digits.length !== signed.length) return undefined;
  const gaps = digits.slice(1).map((glyph, index) => glyph.left - (digits[index] as InkComponent).right);
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 3)] as number;
  const steps = digits.slice(1).map((glyph, index) => middleOf(glyph) - middleOf(digits[index] as InkComponent));
  const pitch = Math.min(...steps);
  const spaces = gaps.map(
    (gap, index) =>
      gap > SPACE_IN_HEIGHTS * cap &&
      gap > SPACE_IN_GAPS * Math.max(usual, 1) &&
      (steps[index] as number) > SPACE_IN_PITCHES * pitch,
  );
  if (!spaces.includes(true)) return undefined;
  const groups: { text: string; glyphs: InkComponent[] }[] = [];
  digits.forEach((glyph, index) => {
    if (index === 0 || spaces[index - 1]) groups.push({ text: '', glyphs: [] });
    const group = groups.at(-1) as { text: string; glyphs: InkComponent[] };
    group.text += signed[index];
    group.glyphs.push(glyph);
  });
  return groups.map((group, index) => ({
    ...word,
    text: group.text,
    box: boxOf(group.glyphs, index === 0 ? left : undefined),
  }));
}

function middleOf({ left, right }: InkComponent): number {
  return (left + right) / 2;
}

function boxOf(glyphs: readonly InkComponent[], from = Math.min(...glyphs.map(({ left }) => left))): PageWord['box'] {
  const top = Math.min(...glyphs.map((glyph) => glyph.top));
  const right = Math.max(...glyphs.map((glyph) => glyph.right));
  const bottom = Math.max(...glyphs.map((glyph) => glyph.bottom));
  return [from, top, right - from, bottom - top];
}
