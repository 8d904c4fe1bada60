import { resultant } from '../maths/resultant.ts';
import { nearestLine } from './grid-lines.ts';
import type { Piece } from './upright-end.ts';

/** Thick lines of a grid stand this far apart, mm. */
const SPACING_MM = 5;
/** Pieces of its lines are straight along it: no thicker than this, at least so long, mm. */
const THICKEST_MM = 0.4;
const LEAST_LENGTH_MM = 1;
/** So many of them, by length so much in step, are pieces of a grid, those that stand this near to one of its lines. */
const LEAST_PIECES = 8;
const IN_STEP = 0.8;
const ON_LINE_MM = 0.3;

type Pitch = { readonly x: number; readonly y: number };

/** Pieces of ink without those of a grid's thick lines, of which many stand in step where colour left them in the ink. */
export function withoutGridPieces(pieces: readonly Piece[], pitch: Pitch): Piece[] {
  const upright = ({ left, right, top, bottom }: Piece) => line(left, right, pitch.x, top, bottom, pitch.y);
  const level = ({ left, right, top, bottom }: Piece) => line(top, bottom, pitch.y, left, right, pitch.x);
  const isOnUpright = onLines(pieces.flatMap((piece) => upright(piece) ?? []));
  const isOnLevel = onLines(pieces.flatMap((piece) => level(piece) ?? []));
  return pieces.filter((piece) => !isOnUpright(upright(piece)) && !isOnLevel(level(piece)));
}

/** A straight piece along one of the paper's axes, mm. */
interface Line {
  readonly atMm: number;
  readonly lengthMm: number;
}

function line(from: number, to: number, acrossPx: number, begin: number, end: number, alongPx: number): Line | null {
  const thickMm = (to + 1 - from) / acrossPx;
  const lengthMm = (end + 1 - begin) / alongPx;
  const isStraight = thickMm <= THICKEST_MM && lengthMm >= LEAST_LENGTH_MM;
  return isStraight ? { atMm: (from + to + 1) / 2 / acrossPx, lengthMm } : null;
}

/** Tells whether a line stands where most of these do, if they are a grid's. */
function onLines(lines: readonly Line[]): (one: Line | null) => boolean {
  const { share, cycles } = resultant(
    lines.map(({ lengthMm }) => lengthMm),
    (i) => (lines[i] as Line).atMm / SPACING_MM,
  );
  if (lines.length < LEAST_PIECES || share < IN_STEP) return () => false;
  return (one) => one !== null && nearestLine(one.atMm, cycles * SPACING_MM, SPACING_MM).away < ON_LINE_MM;
}
