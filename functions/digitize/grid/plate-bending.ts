/** A second difference: cells and their signs, and how often it counts. */
interface Difference {
  readonly cells: readonly number[];
  readonly signs: readonly number[];
  readonly times: number;
}

const BEND = [1, -2, 1];
const TWIST = [1, -1, -1, 1];

/**
 * Sets `into` to what pulls each cell of a plate back: `hold` times its height, and `stiffness` times half the gradient of the plate's bending energy
 * Σ (z_xx² + 2 z_xy² + z_yy²). Returns the sum of all heights times their pull.
 */
export type PullOfPlate = (z: Float64Array, hold: Float64Array, stiffness: number, into: Float64Array) => number;

/** The pull of plates over a lattice of cells whose rim is free. Cells two and more from the rim share one stencil; the others have weights of their own, worked out once. */
export function pullOfPlate(columns: number, rows: number): PullOfPlate {
  const rim = knownRim(columns, rows);
  return (z, hold, stiffness, into) => {
    let product = 0;
    for (let r = 2; r < rows - 2; r++) {
      product += pullRow(z, hold, stiffness, into, columns, r * columns + 2, (r + 1) * columns - 2);
    }
    return product + pullRim(z, hold, stiffness, into, rim);
  };
}

/** The pull of some cells of a row, none of them near the rim. */
function pullRow(
  z: Float64Array,
  hold: Float64Array,
  stiffness: number,
  into: Float64Array,
  columns: number,
  first: number,
  end: number,
): number {
  // What the next cell needs as well is kept: reading costs more than the sums.
  let farLeft = z[first - 2] as number;
  let left = z[first - 1] as number;
  let own = z[first] as number;
  let right = z[first + 1] as number;
  let upLeft = z[first - columns - 1] as number;
  let up = z[first - columns] as number;
  let lowLeft = z[first + columns - 1] as number;
  let low = z[first + columns] as number;
  let product = 0;
  for (let i = first; i < end; i++) {
    const farRight = z[i + 2] as number;
    const upRight = z[i - columns + 1] as number;
    const lowRight = z[i + columns + 1] as number;
    const sides = left + right + up + low;
    const corners = upLeft + upRight + lowLeft + lowRight;
    const far = farLeft + farRight + (z[i - 2 * columns] as number) + (z[i + 2 * columns] as number);
    const pull = (hold[i] as number) * own + stiffness * (20 * own - 8 * sides + 2 * corners + far);
    into[i] = pull;
    product += pull * own;
    farLeft = left;
    left = own;
    own = right;
    right = farRight;
    upLeft = up;
    up = upRight;
    lowLeft = low;
    low = lowRight;
  }
  return product;
}

function pullRim(
  z: Float64Array,
  hold: Float64Array,
  stiffness: number,
  into: Float64Array,
  { cells, starts, others, weights }: Rim,
): number {
  let product = 0;
  let e = 0;
  for (let k = 0; k < cells.length; k++) {
    const end = starts[k + 1] as number;
    let force = 0;
    for (; e < end; e++) force += (weights[e] as number) * (z[others[e] as number] as number);
    const cell = cells[k] as number;
    const own = z[cell] as number;
    const pull = (hold[cell] as number) * own + stiffness * force;
    into[cell] = pull;
    product += pull * own;
  }
  return product;
}

/** The rim's cells, and for each which others (from `starts[k]` on) pull it how strongly. */
interface Rim {
  readonly cells: Int32Array;
  readonly starts: Int32Array;
  readonly others: Int32Array;
  readonly weights: Float64Array;
}

let known: { readonly columns: number; readonly rows: number; readonly rim: Rim } | null = null;

/** The rim of a lattice, kept until another is asked for: a page's lattice is bent many times. */
function knownRim(columns: number, rows: number): Rim {
  if (known?.columns !== columns || known.rows !== rows) known = { columns, rows, rim: rimOf(columns, rows) };
  return known.rim;
}

function rimOf(columns: number, rows: number): Rim {
  const pulls = new Map<number, Map<number, number>>();
  for (let i = 0; i < columns * rows; i++) if (isRim(i, columns, rows)) pulls.set(i, new Map());
  for (const { cells, signs, times } of differences(columns, rows)) {
    for (const [a, cell] of cells.entries()) {
      const own = pulls.get(cell);
      if (own === undefined) continue;
      for (const [b, other] of cells.entries())
        own.set(other, (own.get(other) ?? 0) + times * (signs[a] as number) * (signs[b] as number));
    }
  }
  const starts = [0];
  for (const { size } of pulls.values()) starts.push((starts.at(-1) as number) + size);
  const entries = [...pulls.values()].flatMap((own) => [...own]);
  return {
    cells: Int32Array.from(pulls.keys()),
    starts: Int32Array.from(starts),
    others: Int32Array.from(entries, ([other]) => other),
    weights: Float64Array.from(entries, ([, weight]) => weight),
  };
}

const isRim = (i: number, columns: number, rows: number): boolean => fromEdge(i, columns, rows) < 2;

/** So many cells lie between one and the nearest edge of the lattice. */
function fromEdge(i: number, columns: number, rows: number): number {
  const column = i % columns;
  const row = Math.floor(i / columns);
  return Math.min(column, columns - 1 - column, row, rows - 1 - row);
}

/** All second differences that lie on the lattice and reach its rim. */
function* differences(columns: number, rows: number): Generator<Difference> {
  for (let i = 0; i < columns * rows; i++) {
    if (fromEdge(i, columns, rows) > 2) continue;
    const column = i % columns;
    const row = Math.floor(i / columns);
    const hasRight = column + 1 < columns;
    const hasBelow = row + 1 < rows;
    if (column > 0 && hasRight) yield { cells: [i - 1, i, i + 1], signs: BEND, times: 1 };
    if (row > 0 && hasBelow) yield { cells: [i - columns, i, i + columns], signs: BEND, times: 1 };
    if (hasRight && hasBelow) yield { cells: [i, i + 1, i + columns, i + columns + 1], signs: TWIST, times: 2 };
  }
}
