import type { Bends } from './bends.ts';
import { type PaperMap, toMm } from './paper-map.ts';

/**
 * Moves what grows evenly over the page from the bends into the view: the view is fitted to the lattice's gradients cell by cell, a line
 * through all of its places tells the pitch ten times as finely (0.005 % on a flat scan).
 */
export function withTrendInView(map: PaperMap): PaperMap {
  const { bends, scale } = map;
  if (bends === null) return map;
  const x = trend(bends, bends.xMm, 'x');
  const y = trend(bends, bends.yMm, 'y');
  const [a = 0, b = 0, c = 0, d = 0, ...depth] = map.view;
  const view = Float64Array.of(a + x * scale, b, c, d + y * scale, ...depth);
  return { ...map, view, bends: bendsBeside({ ...map, view }, map, bends) };
}

/** The bends with which a map lays the page as another does. */
function bendsBeside(map: PaperMap, other: PaperMap, bends: Bends): Bends {
  const [own, others] = [map, other].map((one) => ({ ...one, bends: null }));
  const moved = (axis: 0 | 1) => (mm: number, i: number) => {
    const [x, y] = [place(bends, i, 'x') - 0.5, place(bends, i, 'y') - 0.5];
    return mm + toMm(others as PaperMap, x, y)[axis] - toMm(own as PaperMap, x, y)[axis];
  };
  return { ...bends, xMm: bends.xMm.map(moved(0)), yMm: bends.yMm.map(moved(1)) };
}

type Axis = 'x' | 'y';

const place = ({ columns, cellPx }: Bends, i: number, axis: Axis) =>
  ((axis === 'x' ? i % columns : Math.floor(i / columns)) + 0.5) * cellPx;

/** Least-squares slope of corrections along an axis, mm a pixel. */
function trend(bends: Bends, mm: Float32Array, axis: Axis): number {
  let [sum, moment] = [0, 0];
  mm.forEach((value, i) => {
    sum += value;
    moment += place(bends, i, axis);
  });
  const middlePx = moment / mm.length;
  let [squares, products] = [0, 0];
  mm.forEach((value, i) => {
    const at = place(bends, i, axis) - middlePx;
    squares += at * at;
    products += at * (value - sum / mm.length);
  });
  return squares > 0 ? products / squares : 0;
}
