import { cellsLedTo, medianAround } from './curled-cells.ts';

/** A field smoothed over a lattice of cells. */
export interface Plate {
  readonly values: Float32Array;
  /** Robust spread of the data about the field. */
  readonly spread: number;
}

/** Weight of the plate's bending against one cell of weight 1. */
const STIFFNESS = 0.6;
/** Spread (mm) below which no cell is doubted. */
const LEAST_SPREAD = 0.01;

/** Where nothing was measured the field is drawn to the data's mean as weakly as this: it runs on a few cells and no farther. */
const LEAST_WEIGHT = 0.002;
const MOST_ROUNDS = 150;

/** `curled`: cells that stray together, and smoothly from where the plate lies well, are where it is too stiff for the paper, and are believed. */
export type PlateKind = 'steady' | 'curled';

/** Lays a thin plate through cells' data, cells weighted 0…1; cells that stray from it by several spreads lose their weight. */
export function thinPlate(
  data: Float32Array,
  weight: Float32Array,
  columns: number,
  rows: number,
  kind: PlateKind,
): Plate {
  const mean = weightedMean(data, weight);
  const values = new Float32Array(data.length);
  const level = data.map((value) => value - mean);
  solvePlate(values, level, weight, columns, rows);
  let spread = 0;
  for (let round = 0; round < 2; round++) {
    spread = weightedMedian(level, values, weight);
    const width = 3 * spread + LEAST_SPREAD;
    const errors = level.map((value, i) => value - (values[i] as number));
    const led = kind === 'curled' ? cellsLedTo(level, weight, errors, width, columns) : null;
    const trusted = weight.map((w, i) => {
      const own = Math.abs(errors[i] as number);
      const alone = led?.[i] === 1 ? Math.abs((errors[i] as number) - medianAround(errors, weight, i, columns)) : own;
      const error = Math.min(own, alone) / width;
      return w / (1 + error * error);
    });
    solvePlate(values, level, trusted, columns, rows);
  }
  return { values: values.map((value) => value + mean), spread };
}

function weightedMean(data: Float32Array, weight: Float32Array): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < data.length; i++) {
    sum += (weight[i] as number) * (data[i] as number);
    total += weight[i] as number;
  }
  return total > 0 ? sum / total : 0;
}

function weightedMedian(values: Float32Array, field: Float32Array, weight: Float32Array): number {
  const order = Array.from(values.keys()).filter((i) => (weight[i] as number) > 0);
  const error = (i: number) => Math.abs((values[i] as number) - (field[i] as number));
  order.sort((a, b) => error(a) - error(b));
  const half = order.reduce((sum, i) => sum + (weight[i] as number), 0) / 2;
  let sum = 0;
  for (const i of order) {
    sum += weight[i] as number;
    if (sum >= half) return error(i);
  }
  return 0;
}

/**
 * Minimises Σ w (z − d)² + STIFFNESS Σ (second differences of z)² by conjugate gradients, from `z` on and in place: a thin plate that follows
 * sure cells closely, bridges unsure ones smoothly and runs on a little where nothing was measured.
 */
function solvePlate(z: Float32Array, data: Float32Array, weight: Float32Array, columns: number, rows: number): void {
  const n = columns * rows;
  const residual = new Float64Array(n);
  const direction = new Float64Array(n);
  const image = new Float64Array(n);
  apply(z, weight, image, columns, rows);
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
    apply(direction, weight, image, columns, rows);
    let across = 0;
    for (let i = 0; i < n; i++) across += (direction[i] as number) * (image[i] as number);
    const step = norm / across;
    let newNorm = 0;
    for (let i = 0; i < n; i++) {
      z[i] = (z[i] as number) + step * (direction[i] as number);
      const r = (residual[i] as number) - step * (image[i] as number);
      residual[i] = r;
      newNorm += r * r;
    }
    const keep = newNorm / norm;
    for (let i = 0; i < n; i++) direction[i] = (residual[i] as number) + keep * (direction[i] as number);
    norm = newNorm;
  }
}

type Field = Float32Array | Float64Array;

function apply(z: Field, weight: Float32Array, into: Float64Array, columns: number, rows: number): void {
  for (let i = 0; i < into.length; i++) {
    into[i] = ((weight[i] as number) + LEAST_WEIGHT) * (z[i] as number);
  }
  addBending(z, into, columns, rows);
}

/** Adds STIFFNESS × the gradient of the bending energy of `z` to `into`. */
function addBending(z: Field, into: Float64Array, columns: number, rows: number): void {
  for (let r = 0; r < rows; r++) {
    const [hasAbove, hasBelow] = [r > 0, r + 1 < rows];
    for (let c = 0; c < columns; c++) {
      const i = r * columns + c;
      const own = z[i] as number;
      if (c > 0 && c + 1 < columns) bend(into, i - 1, i, i + 1, (z[i - 1] as number) - 2 * own + (z[i + 1] as number));
      if (hasAbove && hasBelow) {
        const [above, below] = [i - columns, i + columns];
        bend(into, above, i, below, (z[above] as number) - 2 * own + (z[below] as number));
      }
      if (c + 1 < columns && hasBelow) {
        const below = i + columns;
        const twist = own - (z[i + 1] as number) - (z[below] as number) + (z[below + 1] as number);
        const force = 2 * STIFFNESS * twist;
        into[i] = (into[i] as number) + force;
        into[i + 1] = (into[i + 1] as number) - force;
        into[below] = (into[below] as number) - force;
        into[below + 1] = (into[below + 1] as number) + force;
      }
    }
  }
}

function bend(into: Float64Array, a: number, b: number, c: number, second: number): void {
  const force = STIFFNESS * second;
  into[a] = (into[a] as number) + force;
  into[b] = (into[b] as number) - 2 * force;
  into[c] = (into[c] as number) + force;
}
