/** Row-major 3×3: (x, y, 1) → (x', y') after division by the third row. */
export type Homography = readonly number[];

/** Where a homography sends a point. */
export function mapped(h: Homography, x: number, y: number): readonly [number, number] {
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, k = 0, l = 1] = h;
  const w = g * x + k * y + l;
  return [(a * x + b * y + c) / w, (d * x + e * y + f) / w];
}

/** Solves a small symmetric system in place by Gauss–Jordan elimination with pivoting. */
function solve(matrix: number[][], right: number[]): number[] {
  const n = right.length;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++)
      if (Math.abs(matrix[row]?.[column] ?? 0) > Math.abs(matrix[pivot]?.[column] ?? 0)) pivot = row;
    const swap = matrix[column] ?? [];
    matrix[column] = matrix[pivot] ?? [];
    matrix[pivot] = swap;
    [right[column], right[pivot]] = [right[pivot] ?? 0, right[column] ?? 0];
    const lead = matrix[column] ?? [];
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const target = matrix[row] ?? [];
      const factor = (target[column] ?? 0) / (lead[column] ?? 1);
      for (let k = column; k < n; k++) target[k] = (target[k] ?? 0) - factor * (lead[k] ?? 0);
      right[row] = (right[row] ?? 0) - factor * (right[column] ?? 0);
    }
  }
  return right.map((value, i) => value / (matrix[i]?.[i] ?? 1));
}

/**
 * The homography that sends `from` nearest to `to` (algebraic least squares, exact when one exists). Points are x, y
 * pairs; both sets are brought to unit size first (Hartley, PAMI 1997).
 */
export function fitHomography(from: readonly number[], to: readonly number[]): Homography {
  const sizeFrom = from.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const sizeTo = to.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const normal = Array.from({ length: 8 }, () => new Array<number>(8).fill(0));
  const right = new Array<number>(8).fill(0);
  for (let i = 0; i + 1 < from.length; i += 2) {
    const [x, y] = [(from[i] ?? 0) / sizeFrom, (from[i + 1] ?? 0) / sizeFrom];
    const [u, v] = [(to[i] ?? 0) / sizeTo, (to[i + 1] ?? 0) / sizeTo];
    const rows: [number[], number][] = [
      [[x, y, 1, 0, 0, 0, -u * x, -u * y], u],
      [[0, 0, 0, x, y, 1, -v * x, -v * y], v],
    ];
    for (const [row, value] of rows)
      for (let a = 0; a < 8; a++) {
        right[a] = (right[a] ?? 0) + (row[a] ?? 0) * value;
        const target = normal[a] ?? [];
        for (let b = 0; b < 8; b++) target[b] = (target[b] ?? 0) + (row[a] ?? 0) * (row[b] ?? 0);
      }
  }
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, k = 0] = solve(normal, right);
  const s = sizeTo / sizeFrom;
  return [a * s, b * s, c * sizeTo, d * s, e * s, f * sizeTo, g / sizeFrom, k / sizeFrom, 1];
}
