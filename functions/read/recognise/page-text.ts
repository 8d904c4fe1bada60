import type { PageGeometry, PenInk } from '../../digitize/types.ts';
import type { DecodedPage } from '../../ingest/types.ts';
import { isCutOff, isCutShort } from '../ink/neighbour-ink.ts';
import { onOneLine } from '../segments/choose-segments.ts';
import { findHeartRates } from '../segments/heart-sign.ts';
import { findMinus } from '../segments/minus-sign.ts';
import { isWord, type TextSegment } from '../segments/text-segments.ts';
import type { CutWords, SignTest } from '../settle/confirm.ts';
import type { Sighting } from '../sightings/sighting.ts';
import type { Box } from '../types.ts';
import { arrangeRows, type PageWord, type TextRow } from '../words/page-words.ts';
import { vectorWords } from '../words/vector-words.ts';
import type { OcrPool } from './ocr-pool.ts';
import { type Band, type View, type WayUp, waysToLook } from './page-views.ts';
import { cutWords, recogniseSegments } from './recognise-page.ts';

/** The print of a page as rows of words, with the means to look at any word again. */
export interface PageText {
  readonly rows: readonly TextRow[];
  /** Heart rates behind a heart sign, which no row holds as text. */
  readonly heartRates: readonly Sighting[];
  readonly cut: CutWords;
  readonly minusBefore: SignTest;
  /** True when ink stands within `reach` cap heights behind the words: something printed there was not recognised. */
  readonly cutShort: (words: readonly PageWord[], reach: number) => boolean;
  /** True when a letter or digit that no word holds stands right before the words, or within `reach` cap heights. */
  readonly cutOff: (words: readonly PageWord[], reach?: number) => boolean;
  /** A box of the rows' frame in pixels of the page as decoded. */
  readonly onPage: (box: Box) => Box;
  /** Boxes of what looks like print and gave no word. */
  readonly unread: readonly Box[];
  /** Size of the rows' frame. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Letters of sure words from which a page counts as read the right way up. */
const ENOUGH_LETTERS = 24;
/** Longest segments that are tried to tell which way is up. */
const SEGMENTS_TRIED = 10;

/**
 * Recognises the print of a page: the file's own text where it has any, else the picture's, laid flat by the paper's
 * geometry where it leans and turned upright.
 */
export async function readPageText(page: DecodedPage, geometry: PageGeometry | null, ocr: OcrPool): Promise<PageText> {
  if (page.drawing && page.drawing.texts.length > 0) return vectorText(page, page.drawing);
  const [first, ...others] = waysToLook(page, geometry);
  const view = (first as WayUp)()();
  const words = await recogniseSegments(view.segments, view.ink, ocr);
  if (sureLetters(words) >= ENOUGH_LETTERS) return textOf(view, words);
  let best = { view, letters: sureLetters(words) };
  for (const look of others) {
    const other = look()();
    const longest = [...other.segments].sort((a, b) => b.glyphs.length - a.glyphs.length).slice(0, SEGMENTS_TRIED);
    const letters = sureLetters(await recogniseSegments(longest, other.ink, ocr));
    if (letters > best.letters + 6) best = { view: other, letters };
  }
  return best.view === view
    ? textOf(view, words)
    : textOf(best.view, await recogniseSegments(best.view.segments, best.view.ink, ocr));
}

/** So many pieces of print are read before it is asked whether they are enough. */
const PIECES_AT_ONCE = 6;

/** The foot of a page is looked at before the rest of it, which a line of print overlaps; shares of its height. */
const FOOT_THEN_REST: readonly Band[] = [
  { from: 0.7, to: 1 },
  { from: 0, to: 0.74 },
];

/**
 * As `readPageText`, but only lines of at least `glyphs` letters, the way up that the geometry says, and a few whole lines at a time from the
 * foot of the page upwards: quick, for what is mostly printed there. `pen`: the ink in which they are read, instead of the page's darkness.
 */
export async function* readUpwards(
  page: DecodedPage,
  geometry: PageGeometry,
  ocr: OcrPool,
  glyphs: number,
  pen: PenInk | null = null,
): AsyncGenerator<PageText> {
  const look = (waysToLook(page, geometry, pen)[0] as WayUp)();
  for (const band of FOOT_THEN_REST) {
    const part = look(band);
    const pieces = part.segments
      .filter((segment) => segment.glyphs.length >= glyphs || isWord(segment))
      .sort((a, b) => b.bottom - a.bottom);
    while (pieces.length > 0) {
      const segments = pieces.splice(0, PIECES_AT_ONCE);
      while (pieces[0] !== undefined && segments.some((read) => onOneLine(read, pieces[0] as TextSegment))) {
        segments.push(pieces.shift() as TextSegment);
      }
      const view = { ...part, segments };
      yield textOf(view, await recogniseSegments(segments, view.ink, ocr));
    }
  }
}

/** Whether enough of the print was recognised to say what the page says at all. */
export function isRead({ rows }: PageText): boolean {
  return sureLetters(rows.flatMap(({ words }) => words)) >= ENOUGH_LETTERS;
}

function sureLetters(words: readonly PageWord[]): number {
  return words
    .filter(({ text, confidence }) => confidence > 0.8 && /^[\p{L}\d.,:/-]{3,}$/u.test(text))
    .reduce((sum, { text }) => sum + text.length, 0);
}

function textOf({ ink, segments, onPage }: View, words: readonly PageWord[]): PageText {
  return {
    rows: arrangeRows(words),
    heartRates: findHeartRates(segments, ink),
    cut: (cutOut, capHeightPx) => cutWords(cutOut, segments, ink, capHeightPx),
    minusBefore: (word) => {
      const segment = segments[word.segment];
      return segment ? findMinus(word, segment, ink) : null;
    },
    cutShort: (own, reach) => isCutShort(own, reach, ink),
    cutOff: (own, reach) => isCutOff(own, ink, reach),
    onPage,
    unread: unreadOf(segments, words),
    widthPx: ink.print.widthPx,
    heightPx: ink.print.heightPx,
  };
}

function unreadOf(segments: readonly TextSegment[], words: readonly PageWord[]): Box[] {
  const read = new Set(words.map(({ segment }) => segment));
  return segments
    .filter((_, index) => !read.has(index))
    .map(({ left, top, right, bottom }) => [left, top, right - left, bottom - top]);
}

function vectorText({ raster }: DecodedPage, drawing: NonNullable<DecodedPage['drawing']>): PageText {
  return {
    rows: arrangeRows(vectorWords(drawing)),
    heartRates: [],
    cut: () => null,
    minusBefore: () => null,
    cutShort: () => false,
    cutOff: () => false,
    onPage: (box) => box,
    unread: [],
    widthPx: raster.widthPx,
    heightPx: raster.heightPx,
  };
}
