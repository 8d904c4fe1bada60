import { leastSquares } from '../maths/least-squares.ts';
import type { PaperMap } from './paper-map.ts';

/** The grid as one tile of the page shows it: for each family of lines its angle and 1-mm pitch. */
export interface GridTile {
  readonly centreX: number;
  readonly centreY: number;
  readonly down: FamilyFit;
  readonly across: FamilyFit;
}

export interface FamilyFit {
  /** Clockwise turn of the lines against the page's axes. */
  readonly angleRad: number;
  readonly pitchPx: number;
  /** How far it is to be believed, 0…1. */
  readonly strength: number;
}

/** A homography is taken where it leaves less than this share of the flat fit's misfit, and that is worth speaking of. */
const BETTER = 0.75;
const WORTH = 0.0015;
const MIN_TILES_IN_VIEW = 5;

/** What one family's lines say of the map at a place: its gradient there, in mm a `scale`, the place in units of `scale` from the page's middle. */
export interface Gradient {
  readonly axis: 0 | 1;
  readonly x: number;
  readonly y: number;
  readonly perX: number;
  readonly perY: number;
  readonly strength: number;
}

/**
 * Fits the map to the gradients that the tiles measured (a family of lines of pitch p and direction θ says
 * ∇xMm = (cos θ, sin θ)/p): flat, or where that explains the tiles much better seen in perspective. Bad tiles are reweighted away.
 */
export function fitPaperMap(tiles: readonly GridTile[], widthPx: number, heightPx: number): PaperMap | null {
  const originX = (widthPx - 1) / 2;
  const originY = (heightPx - 1) / 2;
  const scale = Math.max(widthPx, heightPx) / 2;
  const gradients: Gradient[] = [];
  const add = (tile: GridTile, fit: FamilyFit, axis: 0 | 1) => {
    const [cos, sin] = [Math.cos(fit.angleRad), Math.sin(fit.angleRad)];
    gradients.push({
      axis,
      x: (tile.centreX - originX) / scale,
      y: (tile.centreY - originY) / scale,
      perX: ((axis === 0 ? cos : -sin) / fit.pitchPx) * scale,
      perY: ((axis === 0 ? sin : cos) / fit.pitchPx) * scale,
      strength: fit.strength,
    });
  };
  for (const tile of tiles) {
    add(tile, tile.down, 0);
    add(tile, tile.across, 1);
  }
  const view = fitGradients(gradients);
  return view === null ? null : { originX, originY, scale, bends: null, ...view };
}

/** The view that explains the gradients: flat, or a homography where that explains them much better. Null when a family is missing. */
export function fitGradients(gradients: readonly Gradient[]): { view: Float64Array; misfit: number } | null {
  const seen = [0, 1].map((axis) => gradients.filter((one) => one.axis === axis).length);
  if (Math.min(...seen) < 1) return null;
  const flat = fitView(gradients, new Float64Array(6), 4);
  if (flat.misfit > WORTH && Math.min(...seen) >= MIN_TILES_IN_VIEW) {
    const tilted = fitView(gradients, flat.view, 6);
    if (tilted.misfit < BETTER * flat.misfit) return tilted;
  }
  return flat;
}

/** Gauss–Newton over the first `unknowns` of the view's numbers, each round reweighted by Cauchy's function of the errors before it. */
function fitView(
  gradients: readonly Gradient[],
  start: Float64Array,
  unknowns: 4 | 6,
): { view: Float64Array; misfit: number } {
  const n = gradients.length;
  const rows = new Float64Array(n * 2 * unknowns);
  const targets = new Float64Array(n * 2);
  const weights = new Float64Array(n * 2);
  gradients.forEach((one, i) => {
    weights.fill(one.strength / (one.perX ** 2 + one.perY ** 2), 2 * i, 2 * i + 2);
  });
  const sizes = Float64Array.from(gradients, (one) => Math.hypot(one.perX, one.perY));
  const errors = new Float64Array(n);
  const view = Float64Array.from(start);
  const probe = new Float64Array(6);
  const at = new Float64Array(2);
  let misfit = 0;
  for (let round = 0; round < 10; round++) {
    gradients.forEach((one, i) => {
      linearise(view, one, rows, 2 * i * unknowns, unknowns, probe, at);
      gradientAt(view, one, at);
      targets[2 * i] = one.perX - (at[0] as number);
      targets[2 * i + 1] = one.perY - (at[1] as number);
    });
    const step = leastSquares(rows, targets, weights, unknowns);
    for (let k = 0; k < unknowns; k++) view[k] = (view[k] as number) + (step[k] as number);
    gradients.forEach((one, i) => {
      gradientAt(view, one, at);
      errors[i] = Math.hypot((at[0] as number) - one.perX, (at[1] as number) - one.perY) / (sizes[i] as number);
    });
    misfit = errors.toSorted()[Math.floor(n * 0.6)] ?? 0;
    const width = 1.5 * misfit + 0.001;
    gradients.forEach((one, i) => {
      const trust = 1 / (1 + ((errors[i] as number) / width) ** 2);
      weights.fill((one.strength * trust) / (one.perX ** 2 + one.perY ** 2), 2 * i, 2 * i + 2);
    });
  }
  return { view, misfit };
}

/** Sets the two numbers of `into` to the gradient that a view has at a place. */
function gradientAt(view: Float64Array, { axis, x, y }: Gradient, into: Float64Array): void {
  const a = view[2 * axis] as number;
  const b = view[2 * axis + 1] as number;
  const g = view[4] as number;
  const h = view[5] as number;
  const depth = Math.max(0.2, 1 + g * x + h * y);
  const top = (a * x + b * y) / depth;
  into[0] = (a - g * top) / depth;
  into[1] = (b - h * top) / depth;
}

/** Two rows, written from `first` on: how the gradient's parts change with each of the view's numbers. `probe` is room for another view, `at` for a gradient. */
function linearise(
  view: Float64Array,
  one: Gradient,
  into: Float64Array,
  first: number,
  unknowns: number,
  probe: Float64Array,
  at: Float64Array,
): void {
  probe.set(view);
  gradientAt(view, one, at);
  const perX = at[0] as number;
  const perY = at[1] as number;
  for (let k = 0; k < unknowns; k++) {
    const small = k < 4 ? 1e-3 : 1e-6;
    probe[k] = (view[k] as number) + small;
    gradientAt(probe, one, at);
    into[first + k] = ((at[0] as number) - perX) / small;
    into[first + unknowns + k] = ((at[1] as number) - perY) / small;
    probe[k] = view[k] as number;
  }
}
