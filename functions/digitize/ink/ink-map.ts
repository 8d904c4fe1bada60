import type { RasterPage } from '../../ingest/types.ts';
import { binPast } from '../maths/bin-past.ts';
import { emptyPlane, type Plane } from '../maths/plane.ts';
import { type ColourPlanes, putInk } from './colour-planes.ts';
import { colouredGuess, colouredPen } from './coloured-pen.ts';
import { darknessAsInk, sampledDarkness } from './darkness-as-ink.ts';
import { eraseForeignInk, foreignColour } from './foreign-ink.ts';
import { estimatePaper, type Paper, paperRow } from './paper.ts';
import { sampledDeviations } from './sampled-deviations.ts';

/** The page taken apart by colour. */
export interface InkMap {
  /** Coverage by the trace's pen: 0 paper, grid or another pen, 255 full stroke. Where pen and grid have one colour the grid is still in it. */
  readonly ink: Plane;
  /** Darkness of everything printed against paper, capped so that a stroke weighs hardly more than a grid line. */
  readonly print: Plane;
  /** The blank paper that pen and grid were measured against. */
  readonly paper: Paper;
  /** Deviation of the page's colours from that paper, and its ink. */
  readonly colours: ColourPlanes;
  /** How well colour tells pen from grid, 0…1: share of the grid's darkness that colour removed from `ink`. */
  readonly colourSeparation: number;
}

type Rgb = [number, number, number];
const EVEN: Rgb = [1 / 3, 1 / 3, 1 / 3];

/** Whose ink is looked for: of the pen that most ink is of, or of pens of any colour. */
export type Pens = 'one' | 'several';

/** Rounds in which the pen's colour tells what is pen, and that its colour; a coloured pen is known from the start, beside black print. */
const ROUNDS = 3;

/**
 * Separates pen from grid and paper by the linear discriminant of their colours: with d the deviation of a pixel from
 * local paper (0…1 a channel), t the pen's mean deviation and G the second moment of paper and grid, ink = w·d where
 * w ∝ (G + σ²)⁻¹ t and w·t = 1 (Fisher 1936). A pink grid makes w the red channel, a grey one plain luminance. Of several pens ink is plain darkness, the
 * grid's as well.
 */
export function inkMap(page: RasterPage, pens: Pens = 'one'): InkMap {
  const { widthPx: w, heightPx: h } = page;
  const paper = estimatePaper(page);
  const deviation = sampledDeviations(page, paper);
  const { weights, separation, ink } =
    pens === 'one'
      ? penWeights(page, paper, deviation)
      : { weights: EVEN, separation: 0, ink: sampledDarkness(deviation) };
  const inkPlane = emptyPlane(w, h);
  const print = emptyPlane(w, h);
  const cap = printCap(deviation, ink);
  const row = new Float32Array(w * 3);
  const perDark = 255 / (3 * cap);
  const colours = new Uint32Array(w * h);
  for (let y = 0; y < h; y++) {
    paperRow(paper, y, w, row);
    separateRow(page.rgb, y * w, row, weights, perDark, inkPlane.values, print.values, colours);
  }
  if (pens === 'several') darknessAsInk(colours, inkPlane.values, penLevel(ink));
  const foreign = pens === 'one' ? foreignColour(deviation, ink) : null;
  if (foreign !== null) eraseForeignInk(page, paper, inkPlane, foreign);
  if (pens === 'several' || foreign !== null) putInk(inkPlane.values, colours);
  return {
    ink: inkPlane,
    print,
    paper,
    colours: { widthPx: w, heightPx: h, values: colours },
    colourSeparation: separation,
  };
}

/** What ink is of the channels, what of the grid's darkness it leaves out (0…1), and the ink of the sampled pixels. */
interface InkWeights {
  readonly weights: Rgb;
  readonly separation: number;
  readonly ink: Float32Array;
}

function penWeights(page: RasterPage, paper: Paper, deviation: Float32Array): InkWeights {
  const light = colouredPen(page, paper, deviation);
  const ink = light === null ? firstGuess(deviation) : colouredGuess(deviation, light);
  const rounds = light === null ? ROUNDS : 1;
  let weights = EVEN;
  let separation = 0;
  for (let round = 0; round < rounds; round++) {
    const fit = discriminant(deviation, ink);
    weights = fit.weights;
    separation = fit.separation;
    weigh(deviation, weights, ink);
  }
  return { weights, separation, ink };
}

/** Takes a row of pixels, the first of them at `first`, apart into ink, print and colours; `paper` is the paper's colour along it. */
function separateRow(
  rgb: Uint8Array,
  first: number,
  paper: Float32Array,
  weights: Rgb,
  perDark: number,
  ink: Uint8Array,
  print: Uint8Array,
  colours: Uint32Array,
): void {
  const wr = weights[0];
  const wg = weights[1];
  const wb = weights[2];
  const offset = wr + wg + wb;
  for (let p = 0, i = first, o = 3 * first; p < paper.length; p += 3, i++, o += 3) {
    const r = (rgb[o] as number) / (paper[p] as number);
    const g = (rgb[o + 1] as number) / (paper[p + 1] as number);
    const b = (rgb[o + 2] as number) / (paper[p + 2] as number);
    const covered = level((offset - wr * r - wg * g - wb * b) * 255 + 0.5);
    ink[i] = covered;
    print[i] = level((3 - r - g - b) * perDark);
    colours[i] = deviationOf(r) | (deviationOf(g) << 8) | (deviationOf(b) << 16) | (covered << 24);
  }
}

/** How much darker than paper a channel is that has this share of its light, in 255 levels. */
const deviationOf = (light: number): number => atLeast0((255 - 255 * light + 0.5) | 0);

/** A value as one of 255 levels, cut off. */
const level = (value: number): number => {
  const whole = atLeast0(value | 0);
  return whole > 255 ? 255 : whole;
};

/** The greater of a whole number and 0, without a branch: bare paper lies on either side of it as chance has it, which no processor foresees. */
const atLeast0 = (whole: number): number => whole & ~(whole >> 31);

/** The pen is dark in every channel, a coloured grid bright in one at least. */
function firstGuess(deviation: Float32Array): Float32Array {
  const guess = new Float32Array(deviation.length / 3);
  for (let i = 0; i < guess.length; i++) {
    guess[i] = Math.min(deviation[i * 3] as number, deviation[i * 3 + 1] as number, deviation[i * 3 + 2] as number);
  }
  return guess;
}

/** Sets `into` to the weighted sum of each pixel's channels. */
function weigh(deviation: Float32Array, [r, g, b]: Rgb, into: Float32Array): void {
  for (let i = 0; i < into.length; i++) {
    into[i] =
      r * (deviation[i * 3] as number) + g * (deviation[i * 3 + 1] as number) + b * (deviation[i * 3 + 2] as number);
  }
}

/** Deviations lie within these limits, but for what weights of opposite signs do to noise. */
const QUANTILE_RANGE = 2;
const QUANTILE_BINS = 4096;

/** The value below which a share of all lies, to 1/2048; counted rather than sorted. */
function quantile(values: Float32Array, share: number): number {
  const counts = new Uint32Array(QUANTILE_BINS);
  const perBin = QUANTILE_BINS / QUANTILE_RANGE;
  for (let i = 0; i < values.length; i++) {
    const bin = Math.min(QUANTILE_BINS - 1, Math.max(0, ((values[i] as number) * perBin) | 0));
    counts[bin] = (counts[bin] as number) + 1;
  }
  const bin = binPast(counts, Math.floor(values.length * share));
  return bin === QUANTILE_BINS ? QUANTILE_RANGE : (bin + 0.5) / perBin;
}

/** How dark a full stroke is. */
const penLevel = (ink: Float32Array): number => Math.max(0.1, quantile(ink, 0.997));

const NOISE_VARIANCE = 0.02 ** 2;

function discriminant(deviation: Float32Array, ink: Float32Array): { weights: Rgb; separation: number } {
  const level = penLevel(ink);
  let penR = 0;
  let penG = 0;
  let penB = 0;
  let restR = 0;
  let restG = 0;
  let restB = 0;
  let rr = 0;
  let rg = 0;
  let rb = 0;
  let gg = 0;
  let gb = 0;
  let bb = 0;
  let inkCount = 0;
  let restCount = 0;
  for (let i = 0; i < ink.length; i++) {
    const share = (ink[i] as number) / level;
    if (share <= 0.7 && share >= 0.35) continue;
    const r = deviation[i * 3] as number;
    const g = deviation[i * 3 + 1] as number;
    const b = deviation[i * 3 + 2] as number;
    if (share > 0.7) {
      inkCount++;
      penR += r;
      penG += g;
      penB += b;
      continue;
    }
    restCount++;
    restR += r;
    restG += g;
    restB += b;
    rr += r * r;
    rg += r * g;
    rb += r * b;
    gg += g * g;
    gb += g * b;
    bb += b * b;
  }
  const mean: Rgb = [penR, penG, penB];
  const gridMean: Rgb = [restR, restG, restB];
  const second = Float64Array.of(rr, rg, rb, rg, gg, gb, rb, gb, bb);
  if (inkCount === 0 || restCount === 0) return { weights: EVEN, separation: 0 };
  for (let c = 0; c < 3; c++) {
    mean[c as 0] /= inkCount;
    gridMean[c as 0] /= restCount;
  }
  for (let i = 0; i < 9; i++) second[i] = (second[i] as number) / restCount;
  for (let c = 0; c < 3; c++) second[c * 4] = (second[c * 4] as number) + NOISE_VARIANCE;
  const direction = solve3(second, mean);
  const scale = direction[0] * mean[0] + direction[1] * mean[1] + direction[2] * mean[2];
  const weights = direction.map((v) => v / scale) as Rgb;
  const plain = (gridMean[0] + gridMean[1] + gridMean[2]) / (mean[0] + mean[1] + mean[2]);
  const left = Math.abs(weights[0] * gridMean[0] + weights[1] * gridMean[1] + weights[2] * gridMean[2]);
  return { weights, separation: plain > 1e-4 ? Math.max(0, 1 - left / plain) : 1 };
}

/** Solves the symmetric 3×3 system by Cramer's rule. */
function solve3(m: Float64Array, t: Rgb): Rgb {
  const at = (i: number) => m[i] as number;
  const [a, b, c, d, e, f] = [at(0), at(1), at(2), at(4), at(5), at(8)];
  const A = d * f - e * e;
  const B = c * e - b * f;
  const C = b * e - c * d;
  const det = a * A + b * B + c * C || 1e-12;
  return [
    (A * t[0] + B * t[1] + C * t[2]) / det,
    (B * t[0] + (a * f - c * c) * t[1] + (b * c - a * e) * t[2]) / det,
    (C * t[0] + (b * c - a * e) * t[1] + (a * d - b * b) * t[2]) / det,
  ];
}

/** Darkness at which the print plane saturates: that of the darker grid lines. */
function printCap(deviation: Float32Array, ink: Float32Array): number {
  const dark = new Float32Array(ink.length);
  weigh(deviation, EVEN, dark);
  return Math.max(0.06, quantile(dark, 0.94));
}
