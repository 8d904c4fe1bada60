import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pullOfPlate } from '../../../functions/digitize/grid/plate-bending.ts';

/** Bending energy by its definition. */
function energy(z: Float64Array, columns: number, rows: number): number {
  const at = (c: number, r: number) => z[r * columns + c] as number;
  let sum = 0;
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      if (c > 0 && c + 1 < columns) sum += (at(c - 1, r) - 2 * at(c, r) + at(c + 1, r)) ** 2;
      if (r > 0 && r + 1 < rows) sum += (at(c, r - 1) - 2 * at(c, r) + at(c, r + 1)) ** 2;
      if (c + 1 < columns && r + 1 < rows) sum += 2 * (at(c, r) - at(c + 1, r) - at(c, r + 1) + at(c + 1, r + 1)) ** 2;
    }
  return sum;
}

for (const [columns, rows] of [
  [7, 6],
  [4, 9],
  [2, 3],
  [1, 5],
] as const) {
  test(`the pull on each cell of a plate of ${columns} × ${rows} is what holds it and half the gradient of its bending energy`, () => {
    const z = Float64Array.from({ length: columns * rows }, (_, i) => Math.sin(3 * i) + 0.1 * i);
    const into = new Float64Array(z.length);
    const hold = z.map((_, i) => 0.5 + Math.cos(i) / 4);
    const product = pullOfPlate(columns, rows)(z, hold, 2, into);
    for (let i = 0; i < z.length; i++) {
      const [more, less] = [z.slice(), z.slice()];
      more[i] = (more[i] as number) + 1e-4;
      less[i] = (less[i] as number) - 1e-4;
      const gradient = (energy(more, columns, rows) - energy(less, columns, rows)) / 2e-4;
      const pull = (hold[i] as number) * (z[i] as number) + gradient;
      assert.ok(Math.abs((into[i] as number) - pull) < 1e-6, `cell ${i}`);
    }
    const expected = z.reduce((sum, own, i) => sum + own * (into[i] as number), 0);
    assert.ok(Math.abs(product - expected) < 1e-9);
  });
}
