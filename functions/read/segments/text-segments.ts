import { findComponents, type InkComponent } from '../ink/components.ts';
import type { Ink } from '../ink/ink.ts';
import { withoutLeadingColon } from './leading-colon.ts';
import { hasLetterWidths } from './letter-widths.ts';
import { hasLetterStrokes } from './upright-strokes.ts';

/**
 * A stretch of glyphs that stand next to each other, closer than the gap between columns: a few words or one value.
 * Pixels of the page that was searched; the segment runs along `slope` (dy/dx).
 */
export interface TextSegment {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly slope: number;
  /** Height of the letters' feet at `left`. */
  readonly baseline: number;
  /** Height of the tall glyphs (capitals, digits). */
  readonly capHeightPx: number;
  readonly glyphs: readonly InkComponent[];
}

/** Lowest glyph that can be read: five pixels of cap height, about 60 dpi at ordinary print. */
const LOWEST_GLYPH_PX = 5;
const HIGHEST_GLYPH_SHARE = 0.05;
const WIDEST_GLYPH_IN_HEIGHTS = 14;
/** A dot, comma or dash is at most this tall and wide beside its line's capitals; in large print it has the size of a glyph. */
const TALLEST_MARK = 0.4;
const WIDEST_MARK = 0.9;
/** How dark the core of a glyph is at least, in shares of full ink and of the threshold, and the most that is asked for. */
const FAINTEST_CORE = 0.4;
const CORE_ABOVE_THRESHOLD = 1.25;
const DARKEST_DEMAND = 0.72;
/** Among this few glyphs the ones lower than this share of the tallest say nothing of the letters' height. */
const FEW_GLYPHS = 3;
const LOW_SHARE = 0.55;
/** Gap, in heights of the glyphs beside it, that still joins words of one segment. */
const JOINING_GAP_IN_HEIGHTS = 1.15;

/** From this length on, in its letters' height, a segment holds several letters, however few glyphs: in blurred print they touch. */
const WORD_IN_HEIGHTS = 3.5;

/** Whether a segment is long enough for a word. */
export function isWord({ left, right, capHeightPx }: TextSegment): boolean {
  return right - left >= WORD_IN_HEIGHTS * capHeightPx;
}

/** All text-like segments of the page, top to bottom. Traces, frames, grid dots and large artwork are left out by size and shape. */
export function findTextSegments(ink: Ink): TextSegment[] {
  const {
    mask,
    print: { widthPx, heightPx },
  } = ink;
  const highest = Math.max(24, Math.round(heightPx * HIGHEST_GLYPH_SHARE));
  const components = findComponents(mask, widthPx, heightPx);
  const glyphs: InkComponent[] = [];
  const marks: InkComponent[] = [];
  for (const component of components) {
    const height = component.bottom - component.top;
    const width = component.right - component.left;
    if (height > highest || width > Math.max(height, LOWEST_GLYPH_PX) * WIDEST_GLYPH_IN_HEIGHTS) continue;
    if (height >= LOWEST_GLYPH_PX) {
      if (hasCore(component, ink)) glyphs.push(component);
    } else if (component.areaPx >= 2) marks.push(component);
  }
  glyphs.sort((a, b) => a.left - b.left);
  marks.sort((a, b) => a.left - b.left);
  const lines = chain(glyphs).filter(looksLikeText);
  const candidates = [...marks, ...glyphs].sort((a, b) => a.left - b.left);
  const attached = new Set<InkComponent>();
  const segments = lines.map((members) => describe(members, candidates, attached));
  return segments
    .filter(
      (segment, index) =>
        !lines[index]?.every((member) => attached.has(member)) &&
        hasLetterWidths(segment) &&
        hasLetterStrokes(segment, ink),
    )
    .map(withoutLeadingColon)
    .sort((a, b) => a.top - b.top || a.left - b.left);
}

/** A stroke of print is darker in its core than the threshold; a remnant of the grid hardly is. */
function hasCore({ left, top, right, bottom }: InkComponent, { print, full, thresholdAt }: Ink): boolean {
  const threshold = thresholdAt((left + right) / 2, (top + bottom) / 2);
  const core = Math.max(FAINTEST_CORE * full, Math.min(CORE_ABOVE_THRESHOLD * threshold, DARKEST_DEMAND * full));
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) if ((print.level[y * print.widthPx + x] as number) >= core) return true;
  }
  return false;
}

/** Joins each glyph to its nearest right neighbour of like height on the same line (union-find). */
function chain(glyphs: readonly InkComponent[]): InkComponent[][] {
  const parent = glyphs.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  for (let i = 0; i < glyphs.length; i++) {
    const glyph = glyphs[i] as InkComponent;
    const height = glyph.bottom - glyph.top;
    const reach = glyph.right + Math.max(height, 8) * 3;
    let best = -1;
    let bestGap = Number.POSITIVE_INFINITY;
    for (let j = i + 1; j < glyphs.length; j++) {
      const other = glyphs[j] as InkComponent;
      if (other.left > reach) break;
      const otherHeight = other.bottom - other.top;
      const tall = Math.max(height, otherHeight);
      const short = Math.min(height, otherHeight);
      if (tall > 3 * short) continue;
      const overlap = Math.min(glyph.bottom, other.bottom) - Math.max(glyph.top, other.top);
      if (overlap < 0.5 * short) continue;
      const gap = other.left - glyph.right;
      if (gap > JOINING_GAP_IN_HEIGHTS * tall || gap >= bestGap) continue;
      best = j;
      bestGap = gap;
    }
    if (best >= 0) parent[root(best)] = root(i);
  }
  const chains = new Map<number, InkComponent[]>();
  glyphs.forEach((glyph, index) => {
    const top = root(index);
    const members = chains.get(top);
    if (members) members.push(glyph);
    else chains.set(top, [glyph]);
  });
  return [...chains.values()];
}

/** One lone blob is text only when it is wide enough to be several touching letters, or solid enough to be a digit. */
function looksLikeText(members: readonly InkComponent[]): boolean {
  let inkPx = 0;
  let boxPx = 0;
  for (const { left, top, right, bottom, areaPx } of members) {
    inkPx += areaPx;
    boxPx += (right - left) * (bottom - top);
  }
  const fill = inkPx / boxPx;
  return fill > 0.12 && fill < 0.9;
}

/** The segment of a chain of glyphs with the marks beside them, which are added to `taken`. */
function describe(members: InkComponent[], candidates: readonly InkComponent[], taken: Set<InkComponent>): TextSegment {
  members.sort((a, b) => a.left - b.left);
  const letters = lettersOf(members);
  const capHeightPx = capHeightOf(letters);
  const slope = slopeOf(members, capHeightPx);
  const first = members[0] as InkComponent;
  const last = members.at(-1) as InkComponent;
  const baseline = baselineOf(letters, first, slope);
  const attached = attachMarks(members, candidates, { slope, baseline, capHeightPx });
  for (const mark of attached) taken.add(mark);
  const all = [...members, ...attached].sort((a, b) => a.left - b.left);
  return {
    left: Math.min(first.left, ...attached.map(({ left }) => left)),
    right: Math.max(last.right, ...all.map(({ right }) => right)),
    top: Math.min(...members.map(({ top }) => top)),
    bottom: Math.max(...members.map(({ bottom }) => bottom)),
    slope,
    baseline,
    capHeightPx,
    glyphs: all,
  };
}

/** The glyphs that say how tall letters are and where they stand: beside few letters a degree sign or a dot is left out. */
function lettersOf(members: readonly InkComponent[]): readonly InkComponent[] {
  if (members.length > FEW_GLYPHS) return members;
  const tallest = Math.max(...members.map(({ top, bottom }) => bottom - top));
  return members.filter(({ top, bottom }) => bottom - top >= LOW_SHARE * tallest);
}

function capHeightOf(letters: readonly InkComponent[]): number {
  const heights = letters.map(({ top, bottom }) => bottom - top).sort((a, b) => a - b);
  return heights[Math.floor((heights.length - 1) * 0.75)] ?? LOWEST_GLYPH_PX;
}

/** Theil's slope of the glyphs' lower edges; the descenders are outvoted by the median. Zero for short stretches. */
function slopeOf(members: readonly InkComponent[], capHeightPx: number): number {
  const slopes: number[] = [];
  const step = Math.max(1, Math.floor(members.length / 24));
  for (let i = 0; i < members.length; i += step) {
    const a = members[i] as InkComponent;
    for (let j = i + step; j < members.length; j += step) {
      const b = members[j] as InkComponent;
      const run = (b.left + b.right - a.left - a.right) / 2;
      if (run > 4 * capHeightPx) slopes.push((b.bottom - a.bottom) / run);
    }
  }
  if (slopes.length < 6) return 0;
  slopes.sort((a, b) => a - b);
  return slopes[Math.floor(slopes.length / 2)] ?? 0;
}

/** Lower edge of most glyphs, taken back to the first glyph; descenders are the higher values that the quantile leaves out. */
function baselineOf(letters: readonly InkComponent[], first: InkComponent, slope: number): number {
  const bottoms = letters.map(({ bottom, left }) => bottom - slope * (left - first.left)).sort((a, b) => a - b);
  return bottoms[Math.floor(bottoms.length * 0.4)] ?? first.bottom;
}

/** Dots, dashes and commas that stand inside the segment's band or right beside its ends. */
function attachMarks(
  members: readonly InkComponent[],
  marks: readonly InkComponent[],
  { slope, baseline, capHeightPx }: { readonly slope: number; readonly baseline: number; readonly capHeightPx: number },
): InkComponent[] {
  const first = members[0] as InkComponent;
  const last = members.at(-1) as InkComponent;
  // Both dashes of a missing value before a number, so that the second is not taken for its sign.
  const from = first.left - 1.5 * capHeightPx;
  const to = last.right + 0.6 * capHeightPx;
  const attached: InkComponent[] = [];
  for (let k = lowerBound(marks, from); k < marks.length; k++) {
    const mark = marks[k] as InkComponent;
    if (mark.left > to) break;
    const tall = mark.bottom - mark.top > TALLEST_MARK * capHeightPx;
    if (tall || mark.right - mark.left > WIDEST_MARK * capHeightPx || members.includes(mark)) continue;
    const line = baseline + slope * (mark.left - first.left);
    if (mark.bottom <= line + 0.35 * capHeightPx && mark.top >= line - 1.1 * capHeightPx && mark.right <= to)
      attached.push(mark);
  }
  return attached;
}

function lowerBound(marks: readonly InkComponent[], left: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle] as InkComponent).left < left) low = middle + 1;
    else high = middle;
  }
  return low;
}
