import type { Piece } from './joined-letters.ts';
import type { LabelEvidence } from './label-evidence.ts';

/** Lower ink is no letter. */
export const LEAST_HEIGHT_MM = 1.5;
/** A letter's place is so many times as wide as itself. */
const LETTER_SPACE = 1.25;
/** Letters of these names are equally high, so that one tells where another stands; strokes of others look like flanks of a wave, or are a small a's. */
const EQUALLY_HIGH = /^V/;

/** Around a name, frame px. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Columns and rows of a place, both ends included. */
type Box = Pick<Piece, 'left' | 'right' | 'top' | 'bottom'>;

export const isWithin = (x: number, y: number, box: Box): boolean =>
  x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

/** Where in its place the letters of a name stand that were not found among others of it, at the height of those. */
export function missingLetters(
  { lead, xPx }: LabelEvidence,
  found: readonly Piece[],
  place: Place,
  pitchY: number,
): Box[] {
  const letters = found.filter(({ top, bottom }) => bottom - top >= LEAST_HEIGHT_MM * pitchY);
  if (letters.length === 0 || letters.length >= lead.length || !EQUALLY_HIGH.test(lead)) return [];
  const top = Math.min(...letters.map((letter) => letter.top)) - 1;
  const bottom = Math.max(...letters.map((letter) => letter.bottom)) + 1;
  const letterPx = LETTER_SPACE * Math.max(...letters.map(({ left, right }) => right - left + 1));
  const half = (lead.length * letterPx) / 2;
  const middle = xPx - place.left;
  const beside = ({ left, right }: Piece, box: Box): Box[] => [
    { ...box, right: Math.min(box.right, left - 1) },
    { ...box, left: Math.max(box.left, right + 1) },
  ];
  const name = { left: middle - half, right: middle + half, top, bottom };
  const boxes = letters.reduce((rest: readonly Box[], letter) => rest.flatMap((box) => beside(letter, box)), [name]);
  return boxes.filter(({ left, right }) => right - left > letterPx / 2);
}
