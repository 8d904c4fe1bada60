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

/** Lays a thin plate through cells' data, cells weighted 0…1; cells that stray from it by several spreads lose their weight. */
export function thinPlate(data: Float32Array, weight: Float32Array, columns: number, rows: number): Plate {
  let values = solvePlate(data, weight, columns, rows);
  let spread = 0;
  for (let round = 0; round < 2; round++) {
    spread = weightedMedian(data, values, weight);
    const width = 3 * spread + LEAST_SPREAD;
    const trusted = weight.map((w, i) => {
      const error = ((data[i] as number) - (values[i] as number)) / width;
      return w / (1 + error * error);
    });
    values = solvePlate(data, trusted, columns, rows);
  }
  return { values, spread };
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
 * Minimises Σ w (z − d)² + STIFFNESS Σ (second differences of z)² by conjugate gradients: a thin plate that follows sure cells closely, bridges
 * unsure ones smoothly and runs on straight where nothing was measured.
 */
function solvePlate(data: Float32Array, weight: Float32Array, columns: number, rows: number): Float32Array {
  const n = columns * rows;
  const z = new Float64Array(n);
  const residual = new Float64Array(n);
  const direction = new Float64Array(n);
  const image = new Float64Array(n);
  let total = 0;
  let mean = 0;
  for (let i = 0; i < n; i++) {
    total += weight[i] as number;
    mean += (weight[i] as number) * (data[i] as number);
  }
  if (total === 0) return new Float32Array(n);
  z.fill(mean / total);
  let norm = 0;
  for (let i = 0; i < n; i++) {
    const r = (weight[i] as number) * ((data[i] as number) - (z[i] as number));
    residual[i] = r;
    direction[i] = r;
    norm += r * r;
  }
  const stop = norm * 1e-10;
  for (let round = 0; round < 400 && norm > stop; round++) {
    for (let i = 0; i < n; i++) image[i] = (weight[i] as number) * (direction[i] as number);
    addBending(direction, image, columns, rows);
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
  return Float32Array.from(z);
}

/** Adds STIFFNESS × the gradient of the bending energy of `z` to `into`. */
function addBending(z: Float64Array, into: Float64Array, columns: number, rows: number): void {
  const second = (a: number, b: number, c: number) => {
    const bend = STIFFNESS * ((z[a] as number) - 2 * (z[b] as number) + (z[c] as number));
    into[a] = (into[a] as number) + bend;
    into[b] = (into[b] as number) - 2 * bend;
    into[c] = (into[c] as number) + bend;
  };
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const i = r * columns + c;
      if (c > 0 && c + 1 < columns) second(i - 1, i, i + 1);
      if (r > 0 && r + 1 < rows) second(i - columns, i, i + columns);
      if (c + 1 < columns && r + 1 < rows) {
        const [a, b, d, e] = [i, i + 1, i + columns, i + columns + 1];
        const twist = 2 * STIFFNESS * ((z[a] as number) - (z[b] as number) - (z[d] as number) + (z[e] as number));
        into[a] = (into[a] as number) + twist;
        into[b] = (into[b] as number) - twist;
        into[d] = (into[d] as number) - twist;
        into[e] = (into[e] as number) + twist;
      }
    }
  }
}
