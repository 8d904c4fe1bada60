import type { InkComponent } from '../ink/components.ts';
import type { TextSegment } from './text-segments.ts';

/** All in cap heights: the largest dot, how far from the foot the lower one may stand, the band of the upper one's foot, the least gap behind. */
const LARGEST_DOT = 0.3;
const OFF_FOOT = 0.16;
const UPPER_FOOT: readonly [number, number] = [0.35, 0.75];
const LEAST_GAP = 0.25;

/**
 * A segment without the colon that it begins with: in a column of values the colon behind their labels stands before each, and the recogniser
 * takes it for a digit (": 2.350" for "12.350"). A colon within a time stands closer to what follows it.
 */
export function withoutLeadingColon(segment: TextSegment): TextSegment {
  const { glyphs, capHeightPx: cap, baseline, slope, left } = segment;
  const [a, b, ...rest] = glyphs;
  const next = rest[0];
  if (a === undefined || b === undefined || next === undefined) return segment;
  const [lower, upper] = a.bottom > b.bottom ? [a, b] : [b, a];
  const isDot = (glyph: InkComponent) =>
    Math.max(glyph.right - glyph.left, glyph.bottom - glyph.top) <= LARGEST_DOT * cap;
  const foot = (glyph: InkComponent) => (baseline - glyph.bottom) / cap;
  const isColon =
    isDot(lower) &&
    isDot(upper) &&
    Math.min(a.right, b.right) > Math.max(a.left, b.left) &&
    Math.abs(foot(lower)) <= OFF_FOOT &&
    foot(upper) >= UPPER_FOOT[0] &&
    foot(upper) <= UPPER_FOOT[1];
  if (!isColon || next.left - Math.max(a.right, b.right) < LEAST_GAP * cap) return segment;
  return { ...segment, glyphs: rest, left: next.left, baseline: baseline + slope * (next.left - left) };
}
