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
  const rows = pixels.map((at) => Math.floor(at / w));
  const columns = pixels.map((at) => at % w);
  const [middleY, middleX] = [mean(rows), mean(columns)];
  const spread = rows.reduce((sum, y) => sum + (y - middleY) ** 2, 0);
  const lean = rows.reduce((sum, y, i) => sum + (y - middleY) * ((columns[i] as number) - middleX), 0) / spread;
  if (Math.abs(lean) > MOST_LEAN) return false;
  const isBelow = mean(contacts.map((at) => Math.floor(at / w))) > middleY;
  const length = Math.round(FLANK_MM.onward * pitch.y);
  const from = isBelow ? bottom + 2 : top - 1 - length;
  const bare = Math.max(3, Math.round(BARE_MM * pitch.x));
  let there = 0;
  for (let y = Math.max(0, from); y < Math.min(h, from + length); y++) {
    const at = y * w + Math.round(middleX + lean * (y - middleY));
    const isOn = isTrace(at) || isTrace(at - 1) || isTrace(at + 1);
    if (isOn && !isTrace(at - bare) && !isTrace(at + bare)) there++;
  }
  return there >= FLANK_THERE * length;
}
