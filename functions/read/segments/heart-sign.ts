import type { InkComponent } from '../ink/components.ts';
import type { Ink } from '../ink/ink.ts';
import type { Sighting } from '../sightings/sighting.ts';
import type { PageWord } from '../words/page-words.ts';
import type { TextSegment } from './text-segments.ts';

/** Space between the sign and the number, and between digits, in cap heights. */
const WIDEST_GAP_TO_NUMBER = 0.7;
const WIDEST_DIGIT_GAP = 0.4;
const LONGEST_NUMBER = 3.4;

/**
 * Heart rates printed behind a heart sign ("♥138"). Recognisers take the sign for a digit or a letter, so it is found by
 * its shape and only the digits after it are read.
 */
export function findHeartRates(segments: readonly TextSegment[], ink: Ink): Sighting[] {
  const sightings: Sighting[] = [];
  segments.forEach((segment, index) => {
    segment.glyphs.forEach((glyph) => {
      if (!hasHeartSize(glyph, segment.capHeightPx) || !isHeart(glyph, ink.print.widthPx, ink.mask)) return;
      const number = numberAfter(glyph, segment, index, ink);
      if (number === null) return;
      sightings.push({
        field: 'heartRateBpm',
        words: [number],
        numeric: true,
        rank: 3,
        parse: (text) => (/^\d{2,3}$/.test(text.replace(/\s/g, '')) ? Number(text.replace(/\s/g, '')) : null),
      });
    });
  });
  return sightings;
}

function hasHeartSize({ left, top, right, bottom, areaPx }: InkComponent, capHeightPx: number): boolean {
  const width = right - left;
  const height = bottom - top;
  const fill = areaPx / (width * height);
  return (
    height > 0.5 * capHeightPx &&
    height < 1.3 * capHeightPx &&
    width > 0.75 * height &&
    width < 1.5 * height &&
    fill > 0.5 &&
    fill < 0.85
  );
}

/** A solid figure that is widest above its middle, narrows to a point at the bottom, and is alike on both sides. */
function isHeart({ left, top, right, bottom }: InkComponent, widthPx: number, mask: Uint8Array): boolean {
  const width = right - left;
  const height = bottom - top;
  const widths: number[] = [];
  let asymmetryPx = 0;
  let holes = 0;
  for (let y = top; y < bottom; y++) {
    let first = -1;
    let last = -1;
    let count = 0;
    for (let x = left; x < right; x++) {
      if (mask[y * widthPx + x] === 0) continue;
      if (first < 0) first = x;
      last = x;
      count++;
    }
    const span = first < 0 ? 0 : last - first + 1;
    widths.push(span);
    if (y - top > 0.35 * height) holes += span - count;
    if (first >= 0) asymmetryPx += Math.abs(first - left - (right - 1 - last));
  }
  const meanOf = (from: number, to: number): number => {
    const rows = widths.slice(
      Math.floor(from * height),
      Math.max(Math.floor(from * height) + 1, Math.ceil(to * height)),
    );
    return rows.reduce((sum, value) => sum + value, 0) / rows.length / width;
  };
  const shoulders = meanOf(0.1, 0.45);
  const waist = meanOf(0.55, 0.75);
  const tip = meanOf(0.88, 1);
  return (
    shoulders > 0.82 &&
    waist < shoulders - 0.12 &&
    tip < 0.4 &&
    tip < waist &&
    holes < 0.03 * width * height &&
    asymmetryPx < 0.2 * width * height
  );
}

/** The stretch of ink behind the sign, found by its columns since thin digits fall to pieces; null when none is near. */
function numberAfter(heart: InkComponent, segment: TextSegment, index: number, ink: Ink): PageWord | null {
  const cap = segment.capHeightPx;
  const foot = segment.baseline + segment.slope * (heart.left - segment.left);
  const farthest = heart.right + LONGEST_NUMBER * cap;
  let first = -1;
  let last = -1;
  for (let x = heart.right + 1; x < farthest; x++) {
    if (inkInColumn(ink, x, foot - cap, foot)) {
      if (first < 0) first = x;
      last = x;
    } else if (x - (first < 0 ? heart.right : last) > (first < 0 ? WIDEST_GAP_TO_NUMBER : WIDEST_DIGIT_GAP) * cap)
      break;
  }
  if (first < 0 || last - first < 0.2 * cap) return null;
  return {
    text: '',
    confidence: 0,
    box: [first, foot - cap, last + 1 - first, cap],
    capHeightPx: cap,
    segment: index,
    baselineY: foot,
    slope: segment.slope,
  };
}

function inkInColumn({ print, thresholdAt }: Ink, x: number, top: number, bottom: number): boolean {
  const threshold = thresholdAt(x, (top + bottom) / 2);
  for (let y = Math.max(0, Math.round(top)); y < Math.min(print.heightPx, Math.round(bottom)); y++) {
    if ((print.level[y * print.widthPx + x] ?? 0) >= threshold) return true;
  }
  return false;
}
