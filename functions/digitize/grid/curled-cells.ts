/** Cells that tell anything, and how nearly (mm) smooth data goes on from one to the next as it did before: a lattice that slips a line changes by 1. */
const TELLS = 0.1;
const SMOOTH_STEP = 0.4;

/** 1 for every cell to which data leads without a jump from where the plate lies well. */
export function cellsLedTo(
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
      const isInRow = Math.abs(next - at) > 1 || Math.floor(before / columns) === Math.floor(at / columns);
      const step = isInRow && led[before] === 1 ? (data[at] as number) - (data[before] as number) : 0;
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

/** Errors of the cells around one, in their order. */
const near = new Float64Array(8);

/** The median of the errors of the cells next to one, corners as well; infinite where none of them tells anything. */
export function medianAround(errors: Float32Array, weight: Float32Array, i: number, columns: number): number {
  const rows = errors.length / columns;
  const column = i % columns;
  const row = (i - column) / columns;
  let count = 0;
  for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
    for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
      const at = r * columns + c;
      if (at === i || !((weight[at] as number) >= TELLS)) continue;
      const error = errors[at] as number;
      let place = count++;
      for (; place > 0 && (near[place - 1] as number) > error; place--) near[place] = near[place - 1] as number;
      near[place] = error;
    }
  }
  return count === 0 ? Number.POSITIVE_INFINITY : (near[count >> 1] as number);
}
