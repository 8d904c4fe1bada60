import { lineThrough } from '../maths/line-through.ts';
import { mean } from '../maths/mean.ts';
import type { Plane } from '../maths/plane.ts';

/** How straight and how even an inked line is that runs up the page. */
export interface UprightLine {
  /** Its usual width, px. */
  readonly widthPx: number;
  /** Share of its length along which it is as wide as usual. */
  readonly evenShare: number;
  /** How far its upper end stands beside the lower one, px a px of length. */
  readonly lean: number;
  /** Root mean square of how far its middle strays from the straight line through it, px. */
  readonly bowPx: number;
}

/** Measures the line around an inked run of one pixel column. Where it is not as wide as usual something crosses it: its middle says nothing there. */
export function uprightLine(ink: Plane, x: number, from: number, to: number, threshold: number): UprightLine {
  const { widthPx: w, values } = ink;
  const widths = new Uint16Array(to - from);
  const middles = new Float32Array(to - from);
  for (let y = from; y < to; y++) {
    let left = x;
    let right = x;
    while (left > 0 && (values[y * w + left - 1] as number) >= threshold) left--;
    while (right < w - 1 && (values[y * w + right + 1] as number) >= threshold) right++;
    widths[y - from] = right - left + 1;
    middles[y - from] = middleOf(values, y * w, Math.max(0, left - 1), Math.min(w - 1, right + 1));
  }
  const usual = Uint16Array.from(widths).sort()[widths.length >> 1] as number;
  const even = [...widths.keys()].filter((k) => Math.abs((widths[k] as number) - usual) <= 1);
  return { widthPx: usual, evenShare: even.length / widths.length, ...straightness(middles, even) };
}

/** Centre of the ink in columns [left, right] of a pixel row. */
function middleOf(values: Uint8Array, row: number, left: number, right: number): number {
  let ink = 0;
  let moment = 0;
  for (let x = left; x <= right; x++) {
    ink += values[row + x] as number;
    moment += x * (values[row + x] as number);
  }
  return moment / ink;
}

function straightness(middles: Float32Array, at: readonly number[]): Pick<UprightLine, 'lean' | 'bowPx'> {
  const {
    meanX: y,
    meanY: x,
    slope,
  } = lineThrough(
    at,
    at.map((k) => middles[k] as number),
  );
  const lean = slope ?? 0;
  return { lean, bowPx: Math.sqrt(mean(at.map((k) => ((middles[k] as number) - x - lean * (k - y)) ** 2))) };
}
