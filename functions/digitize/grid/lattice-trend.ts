import type { Bends } from './bends.ts';
import type { PaperMap } from './paper-map.ts';

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
  return {
    ...map,
    view: Float64Array.of(a + x.perPx * scale, b, c, d + y.perPx * scale, ...depth),
    bends: { ...bends, xMm: without(bends, x, 'x'), yMm: without(bends, y, 'y') },
  };
}

type Axis = 'x' | 'y';

interface Trend {
  readonly perPx: number;
  readonly middlePx: number;
}

const place = ({ columns, cellPx }: Bends, i: number, axis: Axis) =>
  ((axis === 'x' ? i % columns : Math.floor(i / columns)) + 0.5) * cellPx;

/** Least-squares slope of corrections along an axis. */
function trend(bends: Bends, mm: Float32Array, axis: Axis): Trend {
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
  return { perPx: squares > 0 ? products / squares : 0, middlePx };
}

function without(bends: Bends, { perPx, middlePx }: Trend, axis: Axis): Float32Array {
  const mm = axis === 'x' ? bends.xMm : bends.yMm;
  return mm.map((value, i) => value - perPx * (place(bends, i, axis) - middlePx));
}
