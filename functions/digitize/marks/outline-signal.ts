import type { RowOutline } from './row-outline.ts';

/** Millimetres a sample at 500 Hz and 25 mm/s, and a millivolt: the usual ones, whatever the page's are. */
const MM_PER_SAMPLE = 0.05;
const MM_PER_MV = 10;

/**
 * A row's outline between two places, frame px, as a signal of usual speed and gain: coarse, with tall strokes told by their middles, but good enough to compare
 * beats before anything is traced.
 */
export function outlineSignal(
  { top, bottom }: RowOutline,
  startPx: number,
  endPx: number,
  pitch: { readonly x: number; readonly y: number },
): Float32Array {
  const stepPx = MM_PER_SAMPLE * pitch.x;
  const middle = (column: number) => ((top[column] as number) + (bottom[column] as number)) / 2;
  return Float32Array.from({ length: Math.max(0, Math.floor((endPx - startPx) / stepPx)) }, (_, i) => {
    const x = startPx + i * stepPx;
    const column = Math.floor(x);
    const y = middle(column) + (x - column) * (middle(column + 1) - middle(column));
    return -y / (MM_PER_MV * pitch.y);
  });
}
