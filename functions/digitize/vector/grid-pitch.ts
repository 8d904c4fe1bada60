import type { VectorDrawing } from '../../ingest/types.ts';
import { dottedFamilies } from './dotted-lines.ts';
import { type LineFamily, lineFamilies } from './grid-lines.ts';

/** Pixels per millimetre of paper, and where they come from. */
export interface VectorPitch {
  readonly x: number;
  readonly y: number;
  readonly source: 'vector' | 'dpi';
}

const POINTS_PER_MM = 72 / 25.4;
const FEWEST_LINES = 8;
/** Part of the gaps that must be whole multiples of the pitch. */
const REGULAR = 0.85;
const SMALLEST_PITCH_PT = 0.8;
/** Reports are printed at half to twice their true size; a larger pitch is the 5 mm one, a smaller one is between dots. */
const SMALLEST_RATIO = 0.45;
const FIVE_MM_FROM = 2.2;
const LARGEST_RATIO = 11;
const SMALLEST_PAIR_RATIO = 0.15;
const FIVE_TO_ONE = 0.02;

/**
 * The paper's scale from the lines of its grid: the finest regular family of each axis, told to be of 1 mm or 5 mm
 * by the size of the page. Where no grid is drawn, the page's own size in points, source `dpi`.
 */
export function gridPitch(drawing: VectorDrawing): VectorPitch {
  const nominal = { x: POINTS_PER_MM * drawing.axisPxPerPt.x, y: POINTS_PER_MM * drawing.axisPxPerPt.y };
  const families = [...lineFamilies(drawing), ...dottedFamilies(drawing)];
  const mmX = millimetre(pitches(families, 'x', drawing.pxPerPt), nominal.x);
  const mmY = millimetre(pitches(families, 'y', drawing.pxPerPt), nominal.y);
  if (mmX === null && mmY === null) return { ...nominal, source: 'dpi' };
  return { x: mmX ?? mmY ?? nominal.x, y: mmY ?? mmX ?? nominal.y, source: 'vector' };
}

/** The finest pitch is 1 mm where lines of five times its spacing are there too; alone it is what fits the page. */
function millimetre(sorted: readonly number[], nominal: number): number | null {
  const [finest] = sorted;
  if (finest === undefined) return null;
  const ratio = finest / nominal;
  const hasCoarse = sorted.some((pitch) => Math.abs(pitch / (5 * finest) - 1) < FIVE_TO_ONE);
  if (hasCoarse && ratio > SMALLEST_PAIR_RATIO && ratio < LARGEST_RATIO) return finest;
  if (ratio < SMALLEST_RATIO || ratio > LARGEST_RATIO) return null;
  return ratio < FIVE_MM_FROM ? finest : finest / 5;
}

/** Spacings of the regular line families across an axis, finest first. */
function pitches(families: readonly LineFamily[], axis: 'x' | 'y', pxPerPt: number): number[] {
  const found = families.flatMap((family) => (family.axis === axis ? (pitchOf(family, pxPerPt) ?? []) : []));
  return found.sort((a, b) => a - b);
}

/** The spacing of equidistant lines by least squares over their numbers; null when they are not equidistant. */
function pitchOf({ positionsPx }: LineFamily, pxPerPt: number): number | null {
  if (positionsPx.length < FEWEST_LINES) return null;
  const gaps = positionsPx.slice(1).map((place, i) => place - (positionsPx[i] as number));
  const typical = gaps.toSorted((a, b) => a - b)[gaps.length >> 1] as number;
  if (typical < SMALLEST_PITCH_PT * pxPerPt) return null;
  const steps = gaps.map((gap) => gap / typical);
  const regular = steps.filter((step) => step > 0.5 && Math.abs(step - Math.round(step)) < 0.06 * Math.max(1, step));
  if (regular.length < REGULAR * gaps.length) return null;
  return slopeOf(positionsPx, typical);
}

function slopeOf(positions: readonly number[], typical: number): number {
  let number = 0;
  let [sumN, sumP, sumNN, sumNP] = [0, 0, 0, 0];
  for (const [i, place] of positions.entries()) {
    if (i > 0) number += Math.round((place - (positions[i - 1] as number)) / typical);
    sumN += number;
    sumP += place;
    sumNN += number * number;
    sumNP += number * place;
  }
  const n = positions.length;
  return (n * sumNP - sumN * sumP) / (n * sumNN - sumN * sumN);
}
