import { leastSquares } from '../maths/least-squares.ts';
import { AXIS, curledView, FOCAL, LENS, PROFILES, VIEW_NUMBERS } from './curled-view.ts';
import { usualMiss } from './sheet-fit.ts';
import type { Point } from './sheet-outline.ts';
import { USUAL_FOCAL } from './sheet-proportions.ts';

const ROUNDS = 10;
/** Rounds end when no place moves by more on average, mm. */
const SETTLED_MM = 0.003;
/** What is usual, as spreads: the lens' distortion, the logarithm of the focal length about its middle (over half the picture's long side), and how paper curves from coefficient to coefficient, mm. */
const USUAL = { lens: 0.03, focal: 0.4, axis: 0.1, curve: 0.6, height: 20 } as const;
/** So many places weigh as much as what is usual. */
const PLACES_AS_USUAL = 100;

/** Places of the picture that lie on one line of the sheet: as far as `atMm` from its left edge or its upper one. */
export interface SheetLine {
  readonly points: readonly Point[];
  readonly isLevel: boolean;
  readonly atMm: number;
}

/**
 * Fits a view of a bent sheet, from given numbers on: lines fall where they lie on the sheet, robustly (Cauchy), with as little bend as that takes (Gauss and Newton). The given numbers where
 * that brings most places no nearer.
 */
export function fitCurledView(
  lines: readonly SheetLine[],
  sizeMm: readonly [number, number],
  start: Float64Array,
): Float64Array {
  const places = lines.flatMap(({ points }, line) => points.map((point) => ({ point, line })));
  const numbers = start.slice();
  const priors = priorRows();
  const n = places.length;
  const rows = new Float64Array((n + priors.length) * VIEW_NUMBERS);
  const misses = new Float64Array(n + priors.length);
  const weights = new Float64Array(n + priors.length);
  const missesOf = (into: Float64Array) => {
    const view = curledView(numbers, sizeMm);
    for (let k = 0; k < n; k++) {
      const { point, line } = places[k] as (typeof places)[number];
      const { isLevel, atMm } = lines[line] as SheetLine;
      into[k] = atMm - (view(point)[isLevel ? 1 : 0] as number);
    }
  };
  const moved = new Float64Array(n);
  missesOf(misses);
  const atFirst = usualMiss(misses.subarray(0, n));
  for (let round = 0; round < ROUNDS; round++) {
    const usual = lines.map((_, line) => usualMiss(misses.filter((_miss, k) => places[k]?.line === line)));
    const least = Math.min(...usual);
    for (let k = 0; k < n; k++) {
      const own = usual[(places[k] as { line: number }).line] as number;
      weights[k] = 1 / (1 + ((misses[k] as number) / (2 * own)) ** 2) / least ** 2;
    }
    rows.fill(0);
    for (let u = 0; u < VIEW_NUMBERS; u++) {
      const own = numbers[u] as number;
      const small = u < PROFILES.along[0] ? 1e-5 : 1e-2;
      numbers[u] = own + small;
      missesOf(moved);
      for (let k = 0; k < n; k++) rows[k * VIEW_NUMBERS + u] = ((misses[k] as number) - (moved[k] as number)) / small;
      numbers[u] = own;
    }
    priors.forEach(({ terms, target, spread }, p) => {
      let miss = target;
      for (const [u, factor] of terms) {
        rows[(n + p) * VIEW_NUMBERS + u] = factor;
        miss -= factor * (numbers[u] as number);
      }
      misses[n + p] = miss;
      weights[n + p] = n / PLACES_AS_USUAL / spread ** 2;
    });
    const step = leastSquares(rows, misses, weights, VIEW_NUMBERS);
    for (let u = 0; u < VIEW_NUMBERS; u++) numbers[u] = (numbers[u] as number) + (step[u] as number);
    missesOf(moved);
    let change = 0;
    for (let k = 0; k < n; k++) change += Math.abs((moved[k] as number) - (misses[k] as number));
    if (change < SETTLED_MM * n) break;
    misses.set(moved);
  }
  return usualMiss(moved) <= atFirst ? numbers : start;
}

interface Prior {
  readonly terms: readonly (readonly [number: number, factor: number])[];
  readonly target: number;
  readonly spread: number;
}

/** What views are usually like. */
function priorRows(): Prior[] {
  const priors: Prior[] = [
    { terms: [[LENS, 1]], target: 0, spread: USUAL.lens },
    { terms: [[FOCAL, 1]], target: Math.log(USUAL_FOCAL), spread: USUAL.focal },
    { terms: [[AXIS, 1]], target: 0, spread: USUAL.axis },
    { terms: [[AXIS + 1, 1]], target: 0, spread: USUAL.axis },
  ];
  for (const from of PROFILES.along) {
    for (let k = 0; k < PROFILES.count; k++) {
      priors.push({ terms: [[from + k, 1]], target: 0, spread: USUAL.height });
      if (k < 2) continue;
      const terms = [
        [from + k - 2, 1],
        [from + k - 1, -2],
        [from + k, 1],
      ] as const;
      priors.push({ terms, target: 0, spread: USUAL.curve });
    }
  }
  return priors;
}
