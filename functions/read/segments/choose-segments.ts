import { cellsBelow } from './table-cells.ts';
import type { TextSegment } from './text-segments.ts';

/** Most segments that are recognised on a page; what is beyond them is noise, not print. */
const MOST_SEGMENTS = 120;
/** Glyphs that make a line of print, and most lines that are taken for such. */
const GLYPHS_OF_LINE = 5;
const MOST_LINES = 60;
/** Farthest, in cap heights, that a value stands from short print of its block. */
const WIDEST_BLOCK_GAP = 16;
/** Share of a line's letters that stand on its baseline: descenders and commas do not. */
const ALIGNED_SHARE = 0.6;

/** A dot is smaller than a star, in cap heights, and a dash at least this many times as long as thick. */
const LARGEST_DOT = 0.3;
const DASH_LENGTH = 1.5;

/** Beside its line's capitals a letter is at least, and a capital nearly, this tall. */
const LOWEST_LETTER = 0.55;
const CAPITAL = 0.85;

/** Glyphs that a segment needs for its own slope to be trusted. */
const GLYPHS_FOR_SLOPE = 14;

/** Steepest lean that a line of print is believed to have on a page that was turned upright: about five degrees. */
const STEEPEST_SLOPE = 0.09;

/** The page's lean: median slope of its long segments; 0 without any. */
export function pageSlope(segments: readonly TextSegment[]): number {
  const slopes = longSegments(segments).map(({ slope }) => slope);
  slopes.sort((a, b) => a - b);
  return slopes[Math.floor(slopes.length / 2)] ?? 0;
}

/** Print long enough for its slope to be measured; a trace's slope is left out by its uneven glyph heights. */
function longSegments(segments: readonly TextSegment[]): TextSegment[] {
  return segments.filter(({ glyphs, slope, capHeightPx }) => {
    if (glyphs.length < GLYPHS_FOR_SLOPE || Math.abs(slope) > STEEPEST_SLOPE) return false;
    const even = glyphs.filter(
      ({ top, bottom }) => bottom - top > 0.55 * capHeightPx && bottom - top < 1.5 * capHeightPx,
    );
    return even.length >= 0.5 * glyphs.length;
  });
}

/** Short segments take the slope of the long ones nearest to them in height; a photographed page leans differently at top and bottom. */
export function straightenShort(segments: readonly TextSegment[]): TextSegment[] {
  const long = longSegments(segments);
  if (long.length === 0) return segments.map((segment) => ({ ...segment, slope: 0 }));
  return segments.map((segment) => {
    if (long.includes(segment)) return segment;
    const near = [...long].sort((a, b) => Math.abs(a.top - segment.top) - Math.abs(b.top - segment.top)).slice(0, 5);
    return { ...segment, slope: pageSlope(near) };
  });
}

/**
 * Leaves out what is not print: pieces of trace and grid whose glyphs do not share a baseline, and lone blobs with no
 * print on their line. The longest lines come first, then what stands on their lines, then the rest up to a limit.
 */
export function chooseSegments(segments: readonly TextSegment[]): TextSegment[] {
  const print = segments.filter((segment) => isPrint(segment)).sort((a, b) => b.glyphs.length - a.glyphs.length);
  const lines = print.filter(({ glyphs }) => glyphs.length >= GLYPHS_OF_LINE).slice(0, MOST_LINES);
  const chosen = new Map<TextSegment, TextSegment>(lines.map((line) => [line, line]));
  for (const segment of segments) {
    if (chosen.has(segment)) continue;
    const line = lines.find((other) => onOneLine(other, segment));
    if (line) chosen.set(segment, print.includes(segment) ? segment : inBandOf(line, segment));
  }
  for (const segment of print) {
    if (chosen.size >= MOST_SEGMENTS) break;
    if (!chosen.has(segment)) chosen.set(segment, segment);
  }
  const cells = cellsBelow([...chosen.keys()], segments).slice(0, MOST_SEGMENTS - chosen.size);
  for (const cell of cells) chosen.set(cell, cell);
  const known = [...print.filter((segment) => chosen.has(segment)), ...cells];
  for (const segment of segments) {
    if (chosen.size >= MOST_SEGMENTS) break;
    if (chosen.has(segment)) continue;
    const line = known.find((other) => onOneLine(other, segment) && near(other, segment));
    if (line) chosen.set(segment, inBandOf(line, segment));
  }
  return [...chosen.values()].slice(0, MOST_SEGMENTS);
}

/** Beside short print only what stands in the same block counts. */
function near(line: TextSegment, segment: TextSegment): boolean {
  return Math.max(segment.left - line.right, line.left - segment.right) < WIDEST_BLOCK_GAP * line.capHeightPx;
}

/**
 * A lone sign takes over the band and size of the line that it stands on: a star or a dash says nothing of them. Letters know
 * their own feet better than a line far away does, which may lean or be bent; small ones do not know the capitals' height.
 */
function inBandOf(line: TextSegment, segment: TextSegment): TextSegment {
  const hasLetters = segment.capHeightPx >= LOWEST_LETTER * line.capHeightPx;
  const baseline = hasLetters ? segment.baseline : line.baseline + line.slope * (segment.left - line.left);
  const capHeightPx = segment.capHeightPx >= CAPITAL * line.capHeightPx ? segment.capHeightPx : line.capHeightPx;
  return {
    ...segment,
    capHeightPx,
    baseline,
    top: Math.min(segment.top, Math.round(baseline - capHeightPx)),
    bottom: Math.max(segment.bottom, Math.round(baseline)),
  };
}

/** Letters of one line stand on one baseline and are of two heights at most, dots and descenders aside. */
function isPrint({ glyphs, capHeightPx, slope, left, baseline }: TextSegment): boolean {
  const letters = glyphs.filter(({ top, bottom }) => bottom - top >= 0.45 * capHeightPx);
  const bars = glyphs.filter((glyph) => isBar(glyph, capHeightPx)).length;
  if (bars > 0.5 * glyphs.length) return false;
  if (letters.length < 3)
    return letters.length >= 1 && glyphs.some((glyph) => glyph.right - glyph.left > 2.2 * capHeightPx && solid(glyph));
  const bottoms = letters.map((glyph) => glyph.bottom - slope * (glyph.left - left));
  const slack = Math.max(1.5, 0.14 * capHeightPx);
  const onLine = bottoms.filter((bottom) => Math.abs(bottom - baseline) <= slack).length;
  return onLine >= ALIGNED_SHARE * letters.length;
}

/** A piece of a ruled line: much longer than thick. */
function isBar({ left, top, right, bottom }: TextSegment['glyphs'][number], capHeightPx: number): boolean {
  const width = right - left;
  const height = bottom - top;
  const thin = Math.max(2, 0.16 * capHeightPx);
  return (width <= thin && height > 5 * width) || (height <= thin && width > 5 * height);
}

function solid({ left, top, right, bottom, areaPx }: TextSegment['glyphs'][number]): boolean {
  const fill = areaPx / ((right - left) * (bottom - top));
  return fill > 0.25;
}

/** Whether a segment stands on the line that another one continues. */
export function onOneLine(line: TextSegment, segment: TextSegment): boolean {
  const cap = line.capHeightPx;
  const foot = line.baseline + line.slope * (segment.left - line.left);
  const height = segment.bottom - segment.top;
  const width = segment.right - segment.left;
  const isDot = Math.max(width, height) < LARGEST_DOT * cap && width < DASH_LENGTH * height;
  return (
    !isDot &&
    height > 0.2 * cap &&
    height < 1.5 * cap &&
    segment.top > foot - 1.35 * cap &&
    segment.bottom < foot + 0.4 * cap
  );
}
