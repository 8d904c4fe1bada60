import type { GridTile } from './grid-tiles.ts';
import { leastSquares } from './least-squares.ts';

/**
 * Where a pixel of the page lies on the paper, in mm: two polynomials of the centred pixel coordinates
 * ((x − originX)/scale, (y − originY)/scale). Cubic terms take in perspective, curl and lens alike.
 */
export interface PaperMap {
  readonly originX: number;
  readonly originY: number;
  readonly scale: number;
  readonly degree: 1 | 2 | 3;
  /** Coefficients of x, y, x², xy, y², x³, x²y, xy², y³ (as many as the degree has). */
  readonly xMm: Float64Array;
  readonly yMm: Float64Array;
  /** Relative misfit of the tiles' pitches, robust. */
  readonly misfit: number;
}

const TERMS = { 1: 2, 2: 5, 3: 9 } as const;

/**
 * Fits the map to the gradients that the tiles measured (a family of lines of pitch p and direction θ says
 * ∇xMm = (cos θ, sin θ)/p). The lowest degree that explains the tiles is taken; bad tiles are reweighted away.
 */
export function fitPaperMap(tiles: readonly GridTile[], widthPx: number, heightPx: number): PaperMap | null {
  const usable = tiles.filter((tile) => tile.down !== null || tile.across !== null);
  const counts = [tiles.filter((t) => t.down !== null).length, tiles.filter((t) => t.across !== null).length];
  if (usable.length < 1 || Math.min(...counts) < 1) return null;
  const fits = ([1, 2, 3] as const)
    .filter((degree) => Math.min(...counts) * 2 >= TERMS[degree] * 1.6 || degree === 1)
    .map((degree) => fitDegree(usable, widthPx, heightPx, degree));
  let best = fits[0] as PaperMap;
  for (const fit of fits) if (fit.misfit < best.misfit * 0.6 && best.misfit > 0.004) best = fit;
  return best;
}

function fitDegree(tiles: readonly GridTile[], widthPx: number, heightPx: number, degree: 1 | 2 | 3): PaperMap {
  const originX = (widthPx - 1) / 2;
  const originY = (heightPx - 1) / 2;
  const scale = Math.max(widthPx, heightPx) / 2;
  const terms = TERMS[degree];
  const solve = (family: 'down' | 'across') => {
    const seen = tiles.filter((tile) => tile[family] !== null);
    const rows = new Float64Array(seen.length * 2 * terms);
    const targets = new Float64Array(seen.length * 2);
    const base = new Float64Array(seen.length);
    seen.forEach((tile, i) => {
      const fit = tile[family];
      if (fit === null) return;
      const gx = gradientTerms((tile.centreX - originX) / scale, (tile.centreY - originY) / scale, terms);
      rows.set(gx[0], 2 * i * terms);
      rows.set(gx[1], (2 * i + 1) * terms);
      const [cos, sin] = [Math.cos(fit.angleRad), Math.sin(fit.angleRad)];
      targets[2 * i] = ((family === 'down' ? cos : -sin) / fit.pitchPx) * scale;
      targets[2 * i + 1] = ((family === 'down' ? sin : cos) / fit.pitchPx) * scale;
      base[i] = fit.strength;
    });
    return reweighted(rows, targets, base, terms);
  };
  const x = solve('down');
  const y = solve('across');
  return { originX, originY, scale, degree, xMm: x.solution, yMm: y.solution, misfit: Math.max(x.misfit, y.misfit) };
}

/** Five rounds of Cauchy reweighting, a tile's two equations weighted together. */
function reweighted(
  rows: Float64Array,
  targets: Float64Array,
  base: Float64Array,
  terms: number,
): { solution: Float64Array; misfit: number } {
  const weights = new Float64Array(targets.length);
  for (let i = 0; i < base.length; i++) weights.fill(base[i] as number, 2 * i, 2 * i + 2);
  let solution = leastSquares(rows, targets, weights, terms);
  let misfit = 0;
  for (let round = 0; round < 6; round++) {
    const errors = new Float64Array(base.length);
    for (let i = 0; i < base.length; i++) {
      let squares = 0;
      let size = 0;
      for (const k of [2 * i, 2 * i + 1]) {
        let value = 0;
        for (let t = 0; t < terms; t++) value += (rows[k * terms + t] as number) * (solution[t] as number);
        squares += (value - (targets[k] as number)) ** 2;
        size += (targets[k] as number) ** 2;
      }
      errors[i] = Math.sqrt(squares / size);
    }
    misfit = Float64Array.from(errors).sort()[Math.floor(errors.length * 0.6)] ?? 0;
    const width = 1.5 * misfit + 0.001;
    for (let i = 0; i < base.length; i++) {
      weights.fill((base[i] as number) / (1 + ((errors[i] as number) / width) ** 2), 2 * i, 2 * i + 2);
    }
    solution = leastSquares(rows, targets, weights, terms);
  }
  return { solution, misfit };
}

function gradientTerms(x: number, y: number, terms: number): [Float64Array, Float64Array] {
  const dx = [1, 0, 2 * x, y, 0, 3 * x * x, 2 * x * y, y * y, 0];
  const dy = [0, 1, 0, x, 2 * y, 0, x * x, 2 * x * y, 3 * y * y];
  return [Float64Array.from(dx.slice(0, terms)), Float64Array.from(dy.slice(0, terms))];
}

/** Paper position (mm, arbitrary origin at the page's middle) of a pixel. */
export function toMm(map: PaperMap, xPx: number, yPx: number): [xMm: number, yMm: number] {
  const x = (xPx - map.originX) / map.scale;
  const y = (yPx - map.originY) / map.scale;
  return [polynomial(map.xMm, x, y), polynomial(map.yMm, x, y)];
}

function polynomial(c: Float64Array, x: number, y: number): number {
  let value = (c[0] as number) * x + (c[1] as number) * y;
  if (c.length >= 5) value += (c[2] as number) * x * x + (c[3] as number) * x * y + (c[4] as number) * y * y;
  if (c.length >= 9) {
    value += (c[5] as number) * x * x * x + (c[6] as number) * x * x * y;
    value += (c[7] as number) * x * y * y + (c[8] as number) * y * y * y;
  }
  return value;
}

/** The pixel at a paper position, by Newton's method from the given start; null where it does not settle. */
export function toPx(
  map: PaperMap,
  xMm: number,
  yMm: number,
  start: readonly [number, number],
): [number, number] | null {
  let [x, y] = start;
  for (let round = 0; round < 12; round++) {
    const [u, v] = toMm(map, x, y);
    const h = 0.5;
    const [ux, vx] = toMm(map, x + h, y);
    const [uy, vy] = toMm(map, x, y + h);
    const [a, b, c, d] = [(ux - u) / h, (uy - u) / h, (vx - v) / h, (vy - v) / h];
    const det = a * d - b * c;
    if (Math.abs(det) < 1e-9) return null;
    const [du, dv] = [xMm - u, yMm - v];
    const stepX = (d * du - b * dv) / det;
    const stepY = (a * dv - c * du) / det;
    x += stepX;
    y += stepY;
    if (Math.abs(stepX) + Math.abs(stepY) < 1e-4) return [x, y];
  }
  return null;
}
