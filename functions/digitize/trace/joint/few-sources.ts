import { leastSquares, normalEquations } from '../../maths/least-squares.ts';

const ROUNDS = 6;

/**
 * What each row's heights would be if all rows were sums of a few sources, as the leads of one heart nearly are (three for a dipole: Burger and
 * van Milaan 1946). The sources are taken from the rows that do not stand beside it, since beside it stand those that it may have been confused
 * with. `heights` holds one array a row, all of one length; errors beyond `scale` count little.
 */
export function ofFewSources(heights: readonly Float32Array[], sources: number, scale: number): Float32Array[] {
  return heights.map((own, r) => {
    const courses = commonCourses(
      heights.filter((_, other) => Math.abs(other - r) > 1),
      sources,
      scale,
    );
    const targets = Float64Array.from(own);
    const weights = new Float64Array(own.length).fill(1);
    let fitted = own;
    for (let round = 0; round < ROUNDS; round++) {
      const loads = leastSquares(courses, targets, weights, sources);
      fitted = own.map((_, c) => product(loads, 0, courses, c * sources, sources));
      weigh(weights, targets, fitted, scaleAt(round, scale));
    }
    return fitted;
  });
}

/** The sources' courses (columns × sources), by alternating least squares with weights that fall with the error. */
function commonCourses(heights: readonly Float32Array[], sources: number, scale: number): Float64Array {
  const rows = heights.length;
  const columns = heights[0]?.length ?? 0;
  const loads = Float64Array.from({ length: rows * sources }, (_, i) =>
    Math.cos((Math.PI * (i % sources) * (Math.floor(i / sources) + 0.5)) / rows),
  );
  const courses = new Float64Array(columns * sources);
  const targets = heights.map((row) => Float64Array.from(row));
  const weights = heights.map(() => new Float64Array(columns).fill(1));
  const column = new Float64Array(rows);
  const columnWeights = new Float64Array(rows);
  const room = normalEquations(sources);
  for (let round = 0; round < ROUNDS; round++) {
    for (let c = 0; c < columns; c++) {
      for (let r = 0; r < rows; r++) {
        column[r] = targets[r]?.[c] as number;
        columnWeights[r] = weights[r]?.[c] as number;
      }
      courses.set(leastSquares(loads, column, columnWeights, sources, room), c * sources);
    }
    targets.forEach((row, r) => {
      const own = weights[r] as Float64Array;
      loads.set(leastSquares(courses, row, own, sources, room), r * sources);
      const fitted = Float32Array.from({ length: columns }, (_, c) =>
        product(loads, r * sources, courses, c * sources, sources),
      );
      weigh(own, row, fitted, scaleAt(round, scale));
    });
  }
  return courses;
}

/** Large at first, so that the start does not decide what counts as an error. */
const scaleAt = (round: number, scale: number) => scale * 5 ** (1 - round / (ROUNDS - 1));

function weigh(weights: Float64Array, targets: Float64Array, fitted: Float32Array, scale: number): void {
  for (let c = 0; c < weights.length; c++) {
    weights[c] = 1 / (1 + (((targets[c] as number) - (fitted[c] as number)) / scale) ** 2);
  }
}

function product(a: Float64Array, from: number, b: Float64Array, first: number, count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += (a[from + k] as number) * (b[first + k] as number);
  return sum;
}
