import { combShare, refinePitch, repeatLags } from './grid-period.ts';
import { type LineFamily, lineProfile, sharpestAngle, type Tile } from './line-profile.ts';
import { mean } from './mean.ts';
import type { Plane } from './plane.ts';
import { powerSpectrum, type Spectrum } from './power-spectrum.ts';

/** The grid as one tile of the page shows it: for each family of lines its angle and 1-mm pitch. */
export interface GridTile {
  readonly centreX: number;
  readonly centreY: number;
  readonly down: FamilyFit | null;
  readonly across: FamilyFit | null;
}

export interface FamilyFit {
  /** Clockwise turn of the lines against the page's axes. */
  readonly angleRad: number;
  readonly pitchPx: number;
  /** Share of the profile's power at the grid's harmonics, 0…1. */
  readonly strength: number;
}

/** What the whole page says of its grid before tiles are fitted one by one. */
export interface CoarseGrid {
  readonly angleRad: number;
  readonly pitchPx: number;
  readonly strength: number;
}

const USUAL_WIDTH_MM = 265;
const MIN_PITCH_PX = 1.7;
/** Pictures show at least as much paper, mm along their longer side: coarser repeats are beats. */
const LEAST_LENGTH_MM = 60;

/** Pitches nearer than this share are one. */
const ALIKE = 0.06;
const MOST_CANDIDATES = 3;

/**
 * The grid's 1-mm pitch roughly, once its turn is known: the likeliest few, best first; none where nothing repeats. Thick and thin lines
 * stand 5:1; where only one family shows, the size of the paper decides which it is.
 */
export function coarseGrids(print: Plane, angleRad: number): CoarseGrid[] {
  const middle = middleTile(print, 640);
  const lags: number[] = [];
  const spectra: { spectrum: Spectrum; lengthPx: number }[] = [];
  for (const tile of [middle, ...splitPage(print, 2, 2)]) {
    for (const family of ['down', 'across'] as const) {
      const fine = sharpestAngle(print, tile, family, angleRad, 0.03, 0.01);
      const profile = lineProfile(print, tile, family, fine.angleRad, 2);
      spectra.push({ spectrum: powerSpectrum(profile), lengthPx: profile.length });
      lags.push(...repeatLags(profile, MIN_PITCH_PX));
    }
  }
  const span = Math.max(print.widthPx, print.heightPx);
  const scored: { grid: CoarseGrid; score: number }[] = [];
  for (const pitchPx of pitchCandidates(lags, span / LEAST_LENGTH_MM)) {
    const size = Math.log(span / pitchPx / USUAL_WIDTH_MM) / 0.75;
    const fits = spectra.map(({ spectrum, lengthPx }) => {
      const refined = refinePitch(spectrum, pitchPx, 0.04, lengthPx);
      return { refined, strength: combShare(spectrum, refined, lengthPx) };
    });
    fits.sort((a, b) => b.strength - a.strength);
    const used = fits.slice(0, Math.ceil(fits.length * 0.6));
    const strength = mean(used.map((fit) => fit.strength));
    const score = strength * strength * Math.exp(-0.5 * size * size);
    if (strength > 0.06)
      scored.push({ grid: { angleRad, pitchPx: mean(used.map((fit) => fit.refined)), strength }, score });
  }
  scored.sort((a, b) => b.score - a.score);
  const kept: CoarseGrid[] = [];
  for (const { grid, score } of scored) {
    if (kept.length === MOST_CANDIDATES || score < 0.05 * (scored[0]?.score ?? 0)) break;
    if (kept.every((one) => Math.abs(Math.log(one.pitchPx / grid.pitchPx)) > ALIKE)) kept.push(grid);
  }
  return kept;
}

/** Every lag is some whole number of millimetres; near-equal candidates are tried once. */
function pitchCandidates(lags: readonly number[], mostPx: number): number[] {
  const all = lags.flatMap((lag) => [1, 2, 3, 4, 5, 6, 10, 15, 20].map((mm) => lag / mm));
  all.sort((a, b) => a - b);
  const kept: number[] = [];
  for (const px of all) {
    const last = kept.at(-1);
    if (px >= MIN_PITCH_PX && px < Math.min(60, mostPx) && (last === undefined || px > last * 1.015)) kept.push(px);
  }
  return kept;
}

/** Fits both line families in every tile of a columns × rows division of the page. */
export function fitTiles(print: Plane, coarse: CoarseGrid, columns: number, rows: number): GridTile[] {
  return splitPage(print, columns, rows).map((tile) => ({
    centreX: tile.left + (tile.width - 1) / 2,
    centreY: tile.top + (tile.height - 1) / 2,
    down: fitFamily(print, tile, 'down', coarse),
    across: fitFamily(print, tile, 'across', coarse),
  }));
}

function fitFamily(print: Plane, tile: Tile, family: LineFamily, coarse: CoarseGrid): FamilyFit | null {
  const sharpest = sharpestAngle(print, tile, family, coarse.angleRad, 0.105, 0.012);
  const profile = lineProfile(print, tile, family, sharpest.angleRad, 1);
  const spectrum = powerSpectrum(profile);
  const pitchPx = refinePitch(spectrum, coarse.pitchPx, 0.16, profile.length);
  const strength = combShare(spectrum, pitchPx, profile.length);
  return strength < 0.08 ? null : { angleRad: sharpest.angleRad, pitchPx, strength };
}

/** A square of `sizePx` in the page's middle, smaller where the page is. */
export function middleTile(plane: Plane, limitPx: number): Tile {
  const width = Math.min(limitPx, Math.round(plane.widthPx * 0.6));
  const height = Math.min(limitPx, Math.round(plane.heightPx * 0.6));
  return {
    left: Math.round((plane.widthPx - width) / 2),
    top: Math.round((plane.heightPx - height) / 2),
    width,
    height,
  };
}

function splitPage(plane: Plane, columns: number, rows: number): Tile[] {
  const width = Math.floor(plane.widthPx / columns);
  const height = Math.floor(plane.heightPx / rows);
  const tiles: Tile[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      tiles.push({ left: column * width, top: row * height, width, height });
  }
  return tiles;
}
