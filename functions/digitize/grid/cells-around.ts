/** A division of a page into squares. */
export interface Squares {
  readonly columns: number;
  readonly rows: number;
}

/** The cells next to one, corners as well. */
export function around({ columns, rows }: Squares, i: number): number[] {
  const [column, row] = [i % columns, Math.floor(i / columns)];
  const found: number[] = [];
  for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
    for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
      if (r !== row || c !== column) found.push(r * columns + c);
    }
  }
  return found;
}
