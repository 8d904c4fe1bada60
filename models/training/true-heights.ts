import type { CentreLine } from '../../functions/digitize/trace/centre-line.ts';
import type { Frame } from '../../functions/digitize/flat-page/rectify.ts';

/** Where a line was drawn, page px. */
export interface DrawnPath {
  readonly xPx: ArrayLike<number>;
  readonly yPx: ArrayLike<number>;
}

/** Steps of Newton's method are no longer than this, px. */
const LONGEST_STEP_PX = 200;
const MOST_STEPS = 8;
const NEAR_ENOUGH_PX = 1e-4;
/** Nodes that have to be known on both. */
const FEW_NODES = 50;

/** Heights of a drawn path at a line's nodes, frame px, and how far the line runs from it in the median; null where they share little. */
export function trueHeights(frame: Frame, path: DrawnPath, line: CentreLine): { y: Float64Array; awayPx: number } | null {
  const count = path.xPx.length;
  const xs = new Float64Array(count).fill(Number.NaN);
  const ys = new Float64Array(count).fill(Number.NaN);
  let at: readonly [number, number] = [line.startX, line.y.find((y) => !Number.isNaN(y)) ?? 0];
  for (let i = 0; i < count; i++) {
    const [x, y] = [path.xPx[i] as number, path.yPx[i] as number];
    const found = Number.isFinite(x) && Number.isFinite(y) ? inFrame(frame, x, y, at) : null;
    if (found === null) continue;
    [xs[i], ys[i]] = found;
    at = found;
  }
  const heights = new Float64Array(line.y.length).fill(Number.NaN);
  const away: number[] = [];
  let i = 0;
  for (let k = 0; k < heights.length; k++) {
    const x = line.startX + k * line.stepPx;
    while (i + 1 < count && !((xs[i + 1] as number) >= x)) i++;
    const [before, after] = [xs[i] as number, xs[i + 1] ?? Number.NaN];
    if (!(before <= x && after >= x)) continue;
    const share = (x - before) / Math.max(1e-9, after - before);
    heights[k] = (ys[i] as number) + share * ((ys[i + 1] as number) - (ys[i] as number));
    const distance = Math.abs((heights[k] as number) - (line.y[k] as number));
    if (Number.isFinite(distance)) away.push(distance);
  }
  if (away.length < FEW_NODES) return null;
  return { y: heights, awayPx: away.sort((a, b) => a - b)[away.length >> 1] as number };
}

/** The place of the frame (centre of pixel 0 is 0.5) that shows a page pixel, looked for from `near`. */
function inFrame(frame: Frame, x: number, y: number, near: readonly [number, number]): readonly [number, number] | null {
  const page = (u: number, v: number) => frame.toPage(u - 0.5, v - 0.5);
  let [u, v] = near;
  for (let step = 0; step < MOST_STEPS; step++) {
    const [px, py] = page(u, v);
    const [missX, missY] = [x - px, y - py];
    if (Math.abs(missX) + Math.abs(missY) < NEAR_ENOUGH_PX) break;
    const [rightX, rightY] = page(u + 1, v);
    const [downX, downY] = page(u, v + 1);
    const [a, b, c, d] = [rightX - px, downX - px, rightY - py, downY - py];
    const determinant = a * d - b * c;
    if (!(Math.abs(determinant) > 1e-9)) return null;
    u += bounded((d * missX - b * missY) / determinant);
    v += bounded((a * missY - c * missX) / determinant);
  }
  return [u, v];
}

const bounded = (step: number) => Math.max(-LONGEST_STEP_PX, Math.min(LONGEST_STEP_PX, step));
