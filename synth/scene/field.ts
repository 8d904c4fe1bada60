/** Pixels between the nodes of a smooth field. */
const STEP_PX = 16;

/** A smooth function of the picture, computed on a coarse lattice and read between its nodes. */
export interface Field {
  readonly columns: number;
  readonly values: Float32Array;
}

/** Samples `value(u, v)`, u and v in 0–1 across the picture. */
export function makeField(width: number, height: number, value: (u: number, v: number) => number): Field {
  const columns = Math.ceil(width / STEP_PX) + 2;
  const rows = Math.ceil(height / STEP_PX) + 2;
  const values = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      values[row * columns + column] = value((column * STEP_PX) / width, (row * STEP_PX) / height);
  return { columns, values };
}

/** Reads a row of the field into `out`, one value a pixel. */
export function fieldRow(field: Field, y: number, out: Float32Array): void {
  const row = Math.floor(y / STEP_PX);
  const v = y / STEP_PX - row;
  for (let x = 0; x < out.length; x++) {
    const column = Math.floor(x / STEP_PX);
    const u = x / STEP_PX - column;
    const i = row * field.columns + column;
    const top = (field.values[i] ?? 0) * (1 - u) + (field.values[i + 1] ?? 0) * u;
    const low = (field.values[i + field.columns] ?? 0) * (1 - u) + (field.values[i + field.columns + 1] ?? 0) * u;
    out[x] = top * (1 - v) + low * v;
  }
}
