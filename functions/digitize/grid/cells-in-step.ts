import { resultant } from '../maths/resultant.ts';
import type { FamilyPhase } from './grid-phase.ts';

/** What is to be added to the mm that a map gives, per mm along both axes. */
export interface Slope {
  readonly perX: number;
  readonly perY: number;
}

/** The slope that brings the lines of all cells into step, and the share of them (0…1, weighed by how well lines show) that is so with it and without. */
export interface InStep extends Slope {
  readonly share: number;
  readonly before: number;
}

/** Steps of the search, each within the one before. Over a page 0.001 is a quarter of a line. */
const STEPS = [0.001, 0.0002, 0.00004];

/** The share of cells in which one family's lines are in step as they are, weighed likewise. */
export const shareInStep = ({ offsetMm, weight }: FamilyPhase): number =>
  resultant(weight.map(Math.sqrt), (i) => offsetMm[i] as number).share;

/** Looks for the slope of one family within `most` either way. Of whole lines nothing need be known: no cell's line is counted from another's. */
export function mostInStep(family: FamilyPhase, places: readonly (readonly [number, number])[], most: Slope): InStep {
  const { offsetMm, weight } = family;
  const strength = weight.map(Math.sqrt);
  const shareAt = (perX: number, perY: number) =>
    resultant(strength, (i) => {
      const [x, y] = places[i] as readonly [number, number];
      return (offsetMm[i] as number) - perX * x - perY * y;
    }).share;
  const own = turns(places.length, (i) => offsetMm[i] as number, strength);
  const across = (perX: number) => turns(places.length, (i) => -perX * (places[i] as readonly [number, number])[0]);
  const down = (perY: number) => turns(places.length, (i) => -perY * (places[i] as readonly [number, number])[1]);
  let best = { perX: 0, perY: 0, length: lengthOf(own, down(0)) };
  let reach = most;
  for (const step of STEPS) {
    const around = best;
    const ofY = around.perY + reach.perY + 1e-9;
    const downs: { perY: number; turned: Turns }[] = [];
    for (let perY = around.perY - reach.perY; perY <= ofY; perY += step) downs.push({ perY, turned: down(perY) });
    for (let perX = around.perX - reach.perX; perX <= around.perX + reach.perX + 1e-9; perX += step) {
      const turnedX = product(own, across(perX));
      for (const { perY, turned } of downs) {
        const length = lengthOf(turnedX, turned);
        if (length > best.length) best = { perX, perY, length };
      }
    }
    reach = { perX: step, perY: step };
  }
  const { perX, perY } = best;
  return { perX, perY, share: shareAt(perX, perY), before: shareInStep(family) };
}

/** Turns of cells as complex numbers: those of a slope along both axes are a product, which costs less than a sine for each pair of slopes. */
interface Turns {
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

function turns(count: number, cycles: (i: number) => number, lengths?: ArrayLike<number>): Turns {
  const [cos, sin] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < count; i++) {
    const angle = 2 * Math.PI * cycles(i);
    const length = lengths === undefined ? 1 : (lengths[i] as number);
    cos[i] = length * Math.cos(angle);
    sin[i] = length * Math.sin(angle);
  }
  return { cos, sin };
}

function product(one: Turns, other: Turns): Turns {
  const count = one.cos.length;
  const [cos, sin] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < count; i++) {
    const a = one.cos[i] as number;
    const b = one.sin[i] as number;
    const c = other.cos[i] as number;
    const d = other.sin[i] as number;
    cos[i] = a * c - b * d;
    sin[i] = a * d + b * c;
  }
  return { cos, sin };
}

/** Length of the sum of the products. */
function lengthOf(one: Turns, other: Turns): number {
  let re = 0;
  let im = 0;
  for (let i = 0; i < one.cos.length; i++) {
    const a = one.cos[i] as number;
    const b = one.sin[i] as number;
    const c = other.cos[i] as number;
    const d = other.sin[i] as number;
    re += a * c - b * d;
    im += a * d + b * c;
  }
  return Math.hypot(re, im);
}

/** The view with these slopes added to its mm. */
export function viewSloped([a = 0, b = 0, c = 0, d = 0, ...depth]: Float64Array, x: Slope, y: Slope): Float64Array {
  return Float64Array.of(
    a + x.perX * a + x.perY * c,
    b + x.perX * b + x.perY * d,
    c + y.perX * a + y.perY * c,
    d + y.perX * b + y.perY * d,
    ...depth,
  );
}
