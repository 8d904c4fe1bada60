import { lineThrough } from '../maths/line-through.ts';
import { mean } from '../maths/mean.ts';
import type { Plane } from '../maths/plane.ts';

/** Connected ink that was not left to the trace, and the pixels of the trace that it touches. */
export interface Piece {
  readonly pixels: number[];
  readonly contacts: number[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A wave's flank beside a name: a piece at least so high, mm, in line with so much of an upright stroke of the trace, of which so much is there. */
const FLANK_MM = { least: 1, onward: 1.2 };
const FLANK_THERE = 0.9;
/** Upright strokes lean by less than this, and have no ink beside them so far from their middle, mm. */
const MOST_LEAN = 0.25;
const BARE_MM = 0.6;

/** Whether a piece is the end of an upright stroke of the trace: no letter stands in line with one. */
export function goesOnUpright(
  { pixels, contacts, top, bottom }: Piece,
  { widthPx: w, heightPx: h }: Plane,
  isTrace: (at: number) => boolean,
  pitch: { readonly x: number; readonly y: number },
): boolean {
  const heightPx = bottom + 1 - top;
  if (heightPx < FLANK_MM.least * pitch.y || contacts.length === 0) return false;
  const rowOf = (at: number) => Math.floor(at / w);
  const {
    meanX: middleY,
    meanY: middleX,
    slope,
  } = lineThrough(
    pixels.map(rowOf),
    pixels.map((at) => at % w),
  );
  if (slope === null || Math.abs(slope) > MOST_LEAN) return false;
  const isBelow = mean(contacts.map(rowOf)) > middleY;
  const length = Math.round(FLANK_MM.onward * pitch.y);
  const from = isBelow ? bottom + 2 : top - 1 - length;
  const bare = Math.max(3, Math.round(BARE_MM * pitch.x));
  let there = 0;
  for (let y = Math.max(0, from); y < Math.min(h, from + length); y++) {
    const at = y * w + Math.round(middleX + slope * (y - middleY));
    const isOn = isTrace(at) || isTrace(at - 1) || isTrace(at + 1);
    if (isOn && !isTrace(at - bare) && !isTrace(at + bare)) there++;
  }
  return there >= FLANK_THERE * length;
}
