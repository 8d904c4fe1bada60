import type { Plane } from '../maths/plane.ts';
import type { FamilyFit, GridTile } from './fit-paper-map.ts';
import { paperSizePrior } from './paper-size.ts';
import { type Frequency, PROMINENT, type SpectralPeak, type TileSpectrum, tileSpectra } from './tile-spectrum.ts';

/** The two families of a grid as one square shows them; each repeats with the other's length and across it, as far as views of paper go. */
interface Pair {
  readonly down: SpectralPeak;
  readonly across: SpectralPeak;
}

const FAMILIES = ['down', 'across'] as const;

/** How unlike a grid's families may be, and how much it may change from one square to the next: length (logarithm) and turn (rad). */
interface Views {
  readonly unlike: { readonly length: number; readonly turnRad: number };
  readonly change: { readonly length: number; readonly turnRad: number };
}

/** Nearly all pages are seen from above or somewhat askew; in what is allowed to views from far aside the harmonics of 5-mm lines pass for one another. */
const ASKEW: Views = { unlike: { length: 0.16, turnRad: 0.2 }, change: { length: 0.05, turnRad: 0.04 } };
const FAR_ASIDE: Views = { unlike: { length: 0.25, turnRad: 0.32 }, change: { length: 0.07, turnRad: 0.055 } };

/** Pairs that differ less than this are one. */
const SAME_LENGTH = 0.12;
const SAME_TURN_RAD = 0.12;
/** A grid has to show in so many squares. */
const LEAST_SHARE = 0.25;

/** Multiples of the 1-mm frequency where thick (5 mm) and thin lines put power. */
const TEETH = [0.2, 0.4, 0.6, 0.8, 1, 2] as const;
/** What a repeat may be, mm: thin lines, lines of 5 mm, or a harmonic of thin ones. */
const REPEATS_MM = [1, 5, 0.5] as const;
const MOST_GRIDS = 4;
/** Grids that show so much less than the best, or hardly at all, are none. */
const PROMISING = 0.3;
const LEAST_SCORE = 1.5;

/**
 * Grids by the plane's spectrum in two dimensions, square by square: those of usual views, and then those seen from far aside, each the likeliest first. The
 * lines of a lattice put all their power into few frequencies, so that it stands out however faint it is, at any turn, where strokes of the
 * trace spread theirs over all.
 */
export function* spectralGrids(plane: Plane, columns: number, rows: number): Generator<GridTile[][]> {
  const spectra = tileSpectra(plane, columns, rows).map((spectrum, i) => ({
    spectrum,
    column: i % columns,
    row: Math.floor(i / columns),
  }));
  for (const views of [ASKEW, FAR_ASIDE]) {
    const squares = spectra.map((square) => ({ ...square, pairs: pairsOf(square.spectrum.peaks, views) }));
    yield gridsOf(squares, views, Math.max(plane.widthPx, plane.heightPx)).map(({ tiles }) => tiles);
  }
}

function gridsOf(squares: readonly Square[], views: Views, longPx: number): SpectralGrid[] {
  const grids: SpectralGrid[] = [];
  for (const seed of distinct(squares)) {
    const found = grown(squares, seed, views);
    if (found.length < LEAST_SHARE * squares.length) continue;
    for (const repeatMm of REPEATS_MM) {
      const tiles = found.map(({ square, pair }) => tileOf(square.spectrum, pair, repeatMm));
      const pitchPx = 1 / (repeatMm * lengthOf(seed.pair));
      const shown = found.reduce((sum, { square, pair }) => sum + toothed(square.spectrum, pair, repeatMm), 0);
      const turn = turnDown(seed.pair.down) / (Math.PI / 2);
      grids.push({ pitchPx, turn, tiles, shown, score: (shown / squares.length) * paperSizePrior(longPx, pitchPx) });
    }
  }
  const likely = grids.filter((one) => !grids.some((other) => isDiagonalOf(one, other)));
  likely.sort((a, b) => b.score - a.score);
  const least = Math.max(LEAST_SCORE, PROMISING * (likely[0]?.score ?? 0));
  const differs = (one: SpectralGrid, i: number) =>
    likely.slice(0, i).every(({ pitchPx }) => Math.abs(Math.log(pitchPx / one.pitchPx)) > SAME_LENGTH);
  return likely.filter((one, i) => one.score > least && differs(one, i)).slice(0, MOST_GRIDS);
}

interface SpectralGrid {
  readonly pitchPx: number;
  /** Of the lines down the page, quarter turns. */
  readonly turn: number;
  readonly tiles: GridTile[];
  /** How much the squares show it, and that weighed by how large it makes the paper. */
  readonly shown: number;
  readonly score: number;
}

/** Diagonals of a lattice repeat at half a quarter turn from its lines, nearer by the root of two, to these shares; the lines show about as much as they do, or more. */
const DIAGONAL = { turns: 0.1, pitch: 0.06, shown: 0.7 };

/** Whether a grid is that of another's diagonals, which makes paper as large as paper is by chance. No lattice has diagonals further apart than its lines. */
function isDiagonalOf(one: SpectralGrid, other: SpectralGrid): boolean {
  const apart = one.turn - other.turn;
  const isBetween = Math.abs(Math.abs(apart - Math.round(apart)) - 0.5) < DIAGONAL.turns;
  return (
    isBetween &&
    Math.abs(other.pitchPx / one.pitchPx / Math.SQRT2 - 1) < DIAGONAL.pitch &&
    other.shown > DIAGONAL.shown * one.shown
  );
}

interface Square {
  readonly spectrum: TileSpectrum;
  readonly column: number;
  readonly row: number;
  readonly pairs: readonly Pair[];
}

interface PairOfSquare {
  readonly square: Square;
  readonly pair: Pair;
}

/** Pairs of peaks that may be the families of a grid; the family down the page is the one turned less than 45° from it. */
function pairsOf(peaks: readonly SpectralPeak[], { unlike }: Views): Pair[] {
  const turnedLittle = peaks.filter(({ x, y }) => Math.abs(x) >= Math.abs(y)).map(pointing((one) => one.x));
  const turnedMuch = peaks.filter(({ x, y }) => Math.abs(x) < Math.abs(y)).map(pointing((one) => one.y));
  return turnedLittle.flatMap((down) =>
    turnedMuch
      .filter(
        (across) =>
          Math.abs(Math.log(Math.hypot(down.x, down.y) / Math.hypot(across.x, across.y))) < unlike.length &&
          Math.abs(turnDown(down) - turnAcross(across)) < unlike.turnRad,
      )
      .map((across) => ({ down, across })),
  );
}

/** A frequency and its opposite are one. */
const pointing =
  (side: (one: Frequency) => number) =>
  (peak: SpectralPeak): SpectralPeak =>
    side(peak) < 0 ? { ...peak, x: -peak.x, y: -peak.y } : peak;

const turnDown = ({ x, y }: Frequency) => Math.atan2(y, x);
const turnAcross = ({ x, y }: Frequency) => Math.atan2(-x, y);
const lengthOf = ({ down, across }: Pair) => Math.sqrt(Math.hypot(down.x, down.y) * Math.hypot(across.x, across.y));
const strengthOf = ({ down, across }: Pair) => Math.min(down.prominence, across.prominence);

/** One pair of each kind, the strongest. */
function distinct(squares: readonly Square[]): PairOfSquare[] {
  const all = squares.flatMap((square) => square.pairs.map((pair) => ({ square, pair })));
  const kept: PairOfSquare[] = [];
  for (const one of all.sort((a, b) => strengthOf(b.pair) - strengthOf(a.pair))) {
    if (kept.every(({ pair }) => !areAlike(pair, one.pair, SAME_LENGTH, SAME_TURN_RAD))) kept.push(one);
  }
  return kept;
}

/** Whether both families are alike in length and turn. */
function areAlike(a: Pair, b: Pair, length: number, turnRad: number): boolean {
  return FAMILIES.every((family) => {
    const [one, other] = [a[family], b[family]];
    const turn = Math.atan2(one.x * other.y - one.y * other.x, one.x * other.x + one.y * other.y);
    const stretch = Math.log(Math.hypot(one.x, one.y) / Math.hypot(other.x, other.y));
    return Math.abs(stretch) < length && Math.abs(turn) < turnRad;
  });
}

/** The same grid from square to square, outwards from where it is strongest: in each the strongest pair that is like the one in the nearest square before. */
function grown(squares: readonly Square[], seed: PairOfSquare, { change }: Views): PairOfSquare[] {
  const apart = (a: Square, b: Square) => Math.hypot(a.column - b.column, a.row - b.row);
  const outwards = [...squares].sort((a, b) => apart(a, seed.square) - apart(b, seed.square));
  const found: PairOfSquare[] = [];
  for (const square of outwards) {
    const before = found.reduce(
      (near, one) => (apart(one.square, square) < apart(near.square, square) ? one : near),
      seed,
    );
    const steps = 1 + apart(before.square, square);
    const alike = square.pairs.filter((pair) =>
      areAlike(pair, before.pair, steps * change.length, steps * change.turnRad),
    );
    const [pair] = alike.sort((a, b) => strengthOf(b) - strengthOf(a));
    if (pair !== undefined) found.push({ square, pair });
  }
  return found;
}

/** How much of a grid a square shows, if the pair repeats every `repeatMm`: logarithms of prominence at its teeth, less what stands between them. */
function toothed({ near }: TileSpectrum, { down, across }: Pair, repeatMm: number): number {
  const shown = (frequency: Frequency, mm: number) => {
    const by = mm * repeatMm;
    return Math.log(Math.max(1, near({ x: frequency.x * by, y: frequency.y * by }) / PROMINENT));
  };
  let sum = 0;
  for (const family of [down, across]) {
    for (const tooth of TEETH) sum += shown(family, tooth) - shown(family, tooth - 0.1);
  }
  return Math.max(0, sum);
}

function tileOf({ centreX, centreY }: TileSpectrum, { down, across }: Pair, repeatMm: number): GridTile {
  const fit = (peak: SpectralPeak, angleRad: number): FamilyFit => ({
    angleRad,
    pitchPx: 1 / (repeatMm * Math.hypot(peak.x, peak.y)),
    strength: peak.prominence / (peak.prominence + PROMINENT),
  });
  return { centreX, centreY, down: fit(down, turnDown(down)), across: fit(across, turnAcross(across)) };
}
