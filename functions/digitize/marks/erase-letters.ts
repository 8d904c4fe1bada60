import type { Plane } from '../maths/plane.ts';
import type { Bar } from './bars.ts';
import type { LabelEvidence } from './label-evidence.ts';
import { SURE_NAME } from './name-boxes.ts';

/** The largest letters of lead names, mm, and what lies around a name. */
const LARGEST_MM = { width: 2.9, height: 5 };
const AROUND_MM = 0.6;

/**
 * Erases the letters of recognised names: pieces of ink that lie wholly around a name's place, bars not counted. A trace passes through
 * that place and stays, and so does a letter that it touches.
 */
export function eraseLetters(
  ink: Plane,
  labels: readonly LabelEvidence[],
  bars: readonly Bar[],
  threshold: number,
  pitchX: number,
  pitchY: number,
): void {
  for (const { lead, xPx, yPx, probability } of labels) {
    if (probability < SURE_NAME) continue;
    const half = (0.5 * LARGEST_MM.width * lead.length + AROUND_MM) * pitchX;
    const high = (0.5 * LARGEST_MM.height + AROUND_MM) * pitchY;
    const left = Math.max(0, Math.round(xPx - half));
    const top = Math.max(0, Math.round(yPx - high));
    const width = Math.min(ink.widthPx, Math.round(xPx + half)) - left;
    const height = Math.min(ink.heightPx, Math.round(yPx + high)) - top;
    if (width > 2 && height > 2) eraseInside(ink, { left, top, width, height }, bars, threshold);
  }
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function eraseInside(ink: Plane, { left, top, width, height }: Place, bars: readonly Bar[], threshold: number): void {
  const { widthPx, values } = ink;
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
  const piece: number[] = [];
  for (let start = 0; start < open.length; start++) {
    if (open[start] !== 1) continue;
    if (touchesRim(open, width, height, start, piece)) continue;
    for (const at of piece) {
      const x = left + (at % width);
      const y = top + Math.floor(at / width);
      for (let row = Math.max(0, y - 1); row <= Math.min(ink.heightPx - 1, y + 1); row++)
        values.fill(0, row * widthPx + Math.max(0, x - 1), row * widthPx + Math.min(widthPx, x + 2));
    }
  }
}

/** Gathers the piece of ink that holds `start`, taking it out of `open`; whether it reaches the rim. */
function touchesRim(open: Uint8Array, width: number, height: number, start: number, piece: number[]): boolean {
  piece.length = 0;
  piece.push(start);
  open[start] = 0;
  let rim = false;
  for (let k = 0; k < piece.length; k++) {
    const at = piece[k] as number;
    const x = at % width;
    const y = (at - x) / width;
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) rim = true;
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        const next = row * width + column;
        if (open[next] !== 1) continue;
        open[next] = 0;
        piece.push(next);
      }
    }
  }
  return rim;
}
