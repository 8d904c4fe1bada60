import { threeUnknowns } from '../../maths/three-unknowns.ts';

/** A dipole's: what makes a heart's leads (Burger and van Milaan 1946). */
const SOURCES = 3;
const ROUNDS = 6;

/**
 * What each row's heights would be if all rows were sums of three sources, as the leads of one heart nearly are. The sources are taken from the rows that
 * do not stand beside it, since beside it stand those that it may have been confused with. `heights` holds one array a row, all of one length; errors
 * beyond `scale` count little.
 */
export function ofFewSources(heights: readonly Float32Array[], scale: number): Float32Array[] {
  return heights.map((own, r) => {
    const courses = commonCourses(
      heights.filter((_, other) => Math.abs(other - r) > 1),
      scale,
    );
    const equations = equationsOf([own]);
    const loads = new Float64Array(SOURCES);
    const fitted = new Float32Array(own.length);
    for (let round = 0; round < ROUNDS; round++) {
      threeUnknowns(courses, { ...equations, from: 0, stride: 1 }, loads, 0);
      for (let c = 0; c < fitted.length; c++) fitted[c] = product(loads, 0, courses, c * SOURCES);
      weigh(equations, 0, 1, fitted, scaleAt(round, scale));
    }
    return fitted;
  });
}

/** What is known of rows, column by column. */
interface Known {
  readonly targets: Float64Array;
  readonly weights: Float64Array;
}

function equationsOf(heights: readonly Float32Array[]): Known {
  const rows = heights.length;
  const targets = new Float64Array(rows * (heights[0]?.length ?? 0));
  for (const [r, row] of heights.entries())
    for (let c = 0; c < row.length; c++) targets[c * rows + r] = row[c] as number;
  return { targets, weights: new Float64Array(targets.length).fill(1) };
}

/** The sources' courses (columns × sources), by alternating least squares with weights that fall with the error. */
function commonCourses(heights: readonly Float32Array[], scale: number): Float64Array {
  const rows = heights.length;
  const columns = heights[0]?.length ?? 0;
  const loads = Float64Array.from({ length: rows * SOURCES }, (_, i) =>
    Math.cos((Math.PI * (i % SOURCES) * (Math.floor(i / SOURCES) + 0.5)) / rows),
  );
  const courses = new Float64Array(columns * SOURCES);
  const known = equationsOf(heights);
  const fitted = new Float32Array(columns);
  for (let round = 0; round < ROUNDS; round++) {
    for (let c = 0; c < columns; c++)
      threeUnknowns(loads, { ...known, from: c * rows, stride: 1 }, courses, c * SOURCES);
    for (let r = 0; r < rows; r++) {
      threeUnknowns(courses, { ...known, from: r, stride: rows }, loads, r * SOURCES);
      for (let c = 0; c < columns; c++) fitted[c] = product(loads, r * SOURCES, courses, c * SOURCES);
      weigh(known, r, rows, fitted, scaleAt(round, scale));
    }
  }
  return courses;
}

/** Large at first, so that the start does not decide what counts as an error. */
const scaleAt = (round: number, scale: number) => scale * 5 ** (1 - round / (ROUNDS - 1));

function weigh({ targets, weights }: Known, from: number, stride: number, fitted: Float32Array, scale: number): void {
  for (let c = 0, k = from; c < fitted.length; c++, k += stride) {
    const off = ((targets[k] as number) - (fitted[c] as number)) / scale;
    weights[k] = 1 / (1 + off * off);
  }
}

function product(a: Float64Array, from: number, b: Float64Array, first: number): number {
  let sum = 0;
  for (let k = 0; k < SOURCES; k++) sum += (a[from + k] as number) * (b[first + k] as number);
  return sum;
}
