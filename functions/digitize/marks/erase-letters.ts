import type { Plane } from '../maths/plane.ts';
import type { Bar } from './bars.ts';
import { connectedPieces, type Hanging, hangingPieces, type Piece } from './joined-letters.ts';
import type { LabelEvidence } from './label-evidence.ts';
import { isWithin, LEAST_HEIGHT_MM, missingLetters, type Place } from './missing-letters.ts';
import { largestNameBoxes } from './name-boxes.ts';

/** What lies around a name, mm. */
const AROUND_MM = 0.6;
/** A letter that hangs on a trace is as high as one beside it, and at the same height, to this, mm; waves that pass are not. */
const LIKE_LETTER_MM = 0.4;
const LEAST_WIDTH_MM = 0.8;
const LEAST_ARM_MM = 0.6;
/** The arms of a V have so many times more ink in their upper half. */
const NARROWS = 1.3;

/** What letters are told by. */
export interface Around {
  /** From this value on a pixel is inked. */
  readonly threshold: number;
  readonly penPx: number;
  readonly pitchY: number;
  /** All of the page's ink, of which letters may be missing where only traces were seen. */
  readonly all?: Plane;
}

/**
 * Erases the letters of recognised names: pieces of ink that lie wholly around a name's place, bars not counted. A trace passes through
 * that place and stays; a letter that it touches goes where another letter of the name shows how high they stand. Answers the pixels of what hangs on it where one of
 * them is missing: either's ink.
 */
export function eraseLetters(
  ink: Plane,
  labels: readonly LabelEvidence[],
  bars: readonly Bar[],
  pitchX: number,
  around: Around,
): number[] {
  const { pitchY } = around;
  const aroundPx = { x: AROUND_MM * pitchX, y: AROUND_MM * pitchY };
  return largestNameBoxes(labels, pitchX, pitchY).flatMap(({ label, ...box }) => {
    const left = Math.max(0, Math.round(box.left - aroundPx.x));
    const top = Math.max(0, Math.round(box.top - aroundPx.y));
    const width = Math.min(ink.widthPx, Math.round(box.right + aroundPx.x)) - left;
    const height = Math.min(ink.heightPx, Math.round(box.bottom + aroundPx.y)) - top;
    const place = { left, top, width, height };
    return width > 2 && height > 2 ? eraseInside(ink, label, place, bars, around) : [];
  });
}

/** Erases a name's letters and answers which pixels may be those of another one. */
function eraseInside(ink: Plane, label: LabelEvidence, place: Place, bars: readonly Bar[], around: Around): number[] {
  const { left, top, width, height } = place;
  const { widthPx, values } = ink;
  const { free, passing } = piecesIn(ink, place, bars, around.threshold);
  const joined = passing.map(({ pixels }) => hangingPieces(pixels, width, height, around.penPx));
  const letters = [...free, ...lettersOf(joined, free, place, bars, around)];
  for (const { pixels } of letters) {
    for (const at of pixels) {
      const x = left + (at % width);
      const y = top + Math.floor(at / width);
      for (let row = Math.max(0, y - 1); row <= Math.min(ink.heightPx - 1, y + 1); row++)
        values.fill(0, row * widthPx + Math.max(0, x - 1), row * widthPx + Math.min(widthPx, x + 2));
    }
  }
  const missing = missingLetters(label, letters, place, around.pitchY);
  // What does not leave the place is the letter's own, on which the trace stands or from which it hangs; what leaves it at both ends is the trace's.
  const isFlank = (piece: Piece) => (piece.top === 0) !== (piece.bottom === height - 1);
  const hanging = joined.flatMap(({ pieces }) => pieces).filter((piece) => isFlank(piece) && !letters.includes(piece));
  return hanging
    .flatMap(({ pixels }) => pixels.map((at) => [at % width, Math.floor(at / width)] as const))
    .filter(([x, y]) => missing.some((box) => isWithin(x, y, box)))
    .map(([x, y]) => (top + y) * widthPx + left + x);
}

/**
 * Those of the pieces that hang on a trace which are as high as a letter that stands free, or the arms of a V that a wave passes through or ends in: what begins where letters do,
 * grows narrower from there on, and ends before they do.
 */
function lettersOf(
  hanging: readonly Hanging[],
  free: readonly Piece[],
  place: Place,
  bars: readonly Bar[],
  { all, threshold, pitchY }: Around,
): readonly Piece[] {
  if (hanging.every(({ pieces }) => pieces.length === 0)) return [];
  const letters = [...free, ...(all === undefined ? [] : piecesIn(all, place, bars, threshold).free)].filter(
    ({ top, bottom }) => bottom - top >= LEAST_HEIGHT_MM * pitchY,
  );
  const alike = LIKE_LETTER_MM * pitchY;
  const isWide = (piece: Piece, leastMm: number) => piece.right - piece.left >= leastMm * pitchY;
  const begins = (piece: Piece) => letters.filter(({ top }) => Math.abs(piece.top - top) <= alike);
  const isWhole = (piece: Piece) => begins(piece).some(({ bottom }) => Math.abs(piece.bottom - bottom) <= alike);
  const isArm = (piece: Piece) => begins(piece).some(({ bottom }) => piece.bottom <= bottom + alike);
  return hanging.flatMap(({ pieces, peak }) => {
    if (peak === 'up') {
      const arms = pieces.filter(isArm);
      return arms.some((arm) => isWide(arm, LEAST_ARM_MM)) ? arms : [];
    }
    return pieces.filter(
      (piece) =>
        (isWhole(piece) && isWide(piece, LEAST_WIDTH_MM)) ||
        (isArm(piece) && isWide(piece, LEAST_ARM_MM) && narrows(piece, place.width)),
    );
  });
}

/** Whether a piece has clearly less ink in the lower half of its height. */
function narrows({ pixels, top, bottom }: Piece, width: number): boolean {
  const upper = pixels.filter((at) => Math.floor(at / width) < (top + bottom) / 2).length;
  return upper > NARROWS * (pixels.length - upper);
}

/** The pieces of ink in a place, bars not counted: those wholly in it, and those that cross its rim. */
function piecesIn(
  { widthPx, values }: Plane,
  { left, top, width, height }: Place,
  bars: readonly Bar[],
  threshold: number,
): { readonly free: Piece[]; readonly passing: Piece[] } {
  const open = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((values[(top + y) * widthPx + left + x] as number) >= threshold) open[y * width + x] = 1;
    }
  }
  // A bar by itself may be a letter's stroke.
  for (const bar of bars.filter(({ detached }) => !detached)) {
    for (let y = Math.max(0, bar.top - 1 - top); y < Math.min(height, bar.bottom + 1 - top); y++) {
      const from = Math.max(0, bar.left - 1 - left);
      const to = Math.min(width, bar.right + 1 - left);
      if (from < to) open.fill(0, y * width + from, y * width + to);
    }
  }
  const pieces = connectedPieces(open.keys(), open, width, height);
  const isFree = ({ left, right, top, bottom }: Piece) =>
    left > 0 && top > 0 && right < width - 1 && bottom < height - 1;
  return { free: pieces.filter(isFree), passing: pieces.filter((piece) => !isFree(piece)) };
}
