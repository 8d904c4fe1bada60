import { cellsLedTo, medianAround } from './curled-cells.ts';
import { type PullOfPlate, pullOfPlate } from './plate-bending.ts';

/** A field smoothed over a lattice of cells. */
export interface Plate {
  readonly values: Float32Array;
  /** Robust spread of the data about the field. */
  readonly spread: number;
}

/** Spread (mm) below which no cell is doubted. */
const LEAST_SPREAD = 0.01;

/** Where nothing was measured the field is drawn to the data's mean as weakly as this: it runs on a few cells and no farther. */
const LEAST_WEIGHT = 0.002;
const MOST_ROUNDS = 100;

/**
 * `curled` and `fine`: cells that stray together, and smoothly from where the plate lies well, are where it is too stiff for the paper, and are believed.
 * `creased`: all cells are believed as they are.
 */
export type PlateKind = 'steady' | 'curled' | 'fine' | 'creased';

/** Weight of the plate's bending against one cell of weight 1. */
const STIFFNESS: Record<PlateKind, number> = { steady: 0.6, curled: 0.6, fine: 0.2, creased: 0.05 };

/** Lays a thin plate through cells' data, cells weighted 0…1; cells that stray from it by several spreads lose their weight. */
export function thinPlate(
  data: Float32Array,
  weight: Float32Array,
  columns: number,
  rows: number,
  kind: PlateKind,
): Plate {
  const mean = weightedMean(data, weight);
  const values = new Float64Array(data.length);
  const level = data.map((value) => value - mean);
  const pullOf = pullOfPlate(columns, rows);
  solvePlate(values, level, weight, pullOf, STIFFNESS[kind]);
  const laid = (spread: number): Plate => ({ values: Float32Array.from(values, (value) => value + mean), spread });
  if (kind === 'creased') return laid(weightedMedian(level, values, weight));
  let spread = 0;
  for (let round = 0; round < 2; round++) {
    spread = weightedMedian(level, values, weight);
    const width = 3 * spread + LEAST_SPREAD;
    const errors = level.map((value, i) => value - (values[i] as number));
    const led = kind === 'steady' ? null : cellsLedTo(level, weight, errors, width, columns);
    const trusted = weight.map((w, i) => {
      const own = Math.abs(errors[i] as number);
      const alone = led?.[i] === 1 ? Math.abs((errors[i] as number) - medianAround(errors, weight, i, columns)) : own;
      const error = Math.min(own, alone) / width;
      return w / (1 + error * error);
    });
    solvePlate(values, level, trusted, pullOf, STIFFNESS[kind]);
  }
  return laid(spread);
}

function weightedMean(data: Float32Array, weight: Float32Array): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < data.length; i++) {
    sum += (weight[i] as number) * (data[i] as number);
    total += weight[i] as number;
  }
  return total > 0 ? sum / total : 0;
}

/** The least error up to which cells have half of the weight. */
function weightedMedian(values: Float32Array, field: Float64Array, weight: Float32Array): number {
  const errors = Float64Array.from(values, (value, i) => Math.abs(value - (field[i] as number)));
  const counted = errors.filter((_, i) => (weight[i] as number) > 0).sort();
  const upTo = (most: number) => {
    let sum = 0;
    for (let i = 0; i < errors.length; i++) if ((errors[i] as number) <= most) sum += weight[i] as number;
    return sum;
  };
  const half = upTo(Number.POSITIVE_INFINITY) / 2;
  let [from, to] = [0, counted.length - 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (upTo(counted[middle] as number) >= half) to = middle;
    else from = middle + 1;
  }
  return counted[from] ?? 0;
}

/**
 * Minimises Σ w (z − d)² + stiffness Σ (second differences of z)² by conjugate gradients, from `z` on and in place: a thin plate that follows
 * sure cells closely, bridges unsure ones smoothly and runs on a little where nothing was measured.
 */
function solvePlate(
  z: Float64Array,
  data: Float32Array,
  weight: Float32Array,
  pullOf: PullOfPlate,
  stiffness: number,
): void {
  const n = z.length;
  const hold = Float64Array.from(weight, (own) => own + LEAST_WEIGHT);
  const residual = new Float64Array(n);
  const direction = new Float64Array(n);
  const image = new Float64Array(n);
  pullOf(z, hold, stiffness, image);
  let norm = 0;
  let size = 0;
  for (let i = 0; i < n; i++) {
    const pull = (weight[i] as number) * (data[i] as number);
    const r = pull - (image[i] as number);
    residual[i] = r;
    direction[i] = r;
    norm += r * r;
    size += pull * pull;
  }
  const stop = size * 1e-7;
  for (let round = 0; round < MOST_ROUNDS && norm > stop; round++) {
    const step = norm / pullOf(direction, hold, stiffness, image);
    const newNorm = stepAlong(z, direction, residual, image, step);
    const keep = newNorm / norm;
    for (let i = 0; i < n; i++) direction[i] = (residual[i] as number) + keep * (direction[i] as number);
    norm = newNorm;
  }
}

/** Goes a step along a direction; returns the square of what is left of the residual. */
function stepAlong(
  z: Float64Array,
  direction: Float64Array,
  residual: Float64Array,
  image: Float64Array,
  step: number,
): number {
  let norm = 0;
  for (let i = 0; i < z.length; i++) {
    z[i] = (z[i] as number) + step * (direction[i] as number);
    const r = (residual[i] as number) - step * (image[i] as number);
    residual[i] = r;
    norm += r * r;
  }
  return norm;
}
