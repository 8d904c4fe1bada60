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
    const led = kind === 'curled' ? ledTo(level, weight, errors, width, columns) : null;
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

/** Cells that tell anything, and how nearly (mm) smooth data goes on from one to the next as it did before: a lattice that slips a line changes by 1. */
const TELLS = 0.1;
const SMOOTH_STEP = 0.4;

/** 1 for every cell to which data leads without a jump from where the plate lies well. */
function ledTo(
  data: Float32Array,
  weight: Float32Array,
  errors: Float32Array,
  width: number,
  columns: number,
): Uint8Array {
  const led = new Uint8Array(data.length);
  const open: number[] = [];
  for (const [i, error] of errors.entries()) {
    if ((weight[i] as number) < TELLS || Math.abs(error) > width) continue;
    led[i] = 1;
    open.push(i);
  }
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const next of neighbours(at, data.length, columns)) {
      if (led[next] === 1 || (weight[next] as number) < TELLS) continue;
      const before = 2 * at - next;
      const step = led[before] === 1 ? (data[at] as number) - (data[before] as number) : 0;
      if (Math.abs((data[next] as number) - (data[at] as number) - step) > SMOOTH_STEP) continue;
      led[next] = 1;
      open.push(next);
    }
  }
  return led;
}

/** The cells beside, above and below. */
function neighbours(i: number, cells: number, columns: number): number[] {
  const column = i % columns;
  return [
    ...(column > 0 ? [i - 1] : []),
    ...(column + 1 < columns ? [i + 1] : []),
    ...(i >= columns ? [i - columns] : []),
    ...(i + columns < cells ? [i + columns] : []),
  ];
}

/** The median of the errors of the cells next to one, corners as well; infinite where none of them tells anything. */
function medianAround(errors: Float32Array, weight: Float32Array, i: number, columns: number): number {
  const column = i % columns;
  const around: number[] = [];
  for (const down of [-columns, 0, columns]) {
    for (const across of [-1, 0, 1]) {
      const at = i + down + across;
      const isInside = column + across >= 0 && column + across < columns && at >= 0 && at < errors.length;
      if (isInside && at !== i && (weight[at] as number) >= TELLS) around.push(errors[at] as number);
    }
  }
  return around.sort((a, b) => a - b)[around.length >> 1] ?? Number.POSITIVE_INFINITY;
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
