import { mean } from '../maths/mean.ts';
import type { Plane } from '../maths/plane.ts';
import { powerSpectrum, type Spectrum } from '../maths/power-spectrum.ts';
import { combShare, refinePitch, repeatLags } from './grid-period.ts';
import type { Tile } from './line-profile.ts';
import { paperSizePrior } from './paper-size.ts';
import { projections, sharpestOf } from './strip-profile.ts';

const MIN_PITCH_PX = 1.7;
/** Pictures show at least as much paper, mm along their longer side: coarser repeats are beats. */
const LEAST_LENGTH_MM = 60;

/** A comb that explains less of the profiles than this is none. */
const LEAST_STRENGTH = 0.06;

/**
 * The grid's 1-mm pitch roughly, px, on a page that lies flat, once its turn is known: the likeliest; null where nothing repeats. Thick and thin lines
 * stand 5:1; where only one family shows, the size of the paper decides which it is.
 */
export function coarsePitch(print: Plane, angleRad: number): number | null {
  const middle = middleTile(print, 640);
  const lags: number[] = [];
  const spectra: { spectrum: Spectrum; lengthPx: number }[] = [];
  for (const tile of [middle, ...splitPage(print, 2, 2)]) {
    for (const family of ['down', 'across'] as const) {
      const projected = projections(print, tile, family);
      const profile = projected.profile(sharpestOf(projected.sharpness, angleRad, 0.03, 0.01).angleRad);
      spectra.push({ spectrum: powerSpectrum(profile), lengthPx: profile.length });
      lags.push(...repeatLags(profile, MIN_PITCH_PX));
    }
  }
  const span = Math.max(print.widthPx, print.heightPx);
  let best: { readonly pitchPx: number; readonly score: number } | null = null;
  for (const pitchPx of pitchCandidates(lags, span / LEAST_LENGTH_MM)) {
    const fits = spectra.map(({ spectrum, lengthPx }) => {
      const refined = refinePitch(spectrum, pitchPx, 0.04, lengthPx);
      return { refined, strength: combShare(spectrum, refined, lengthPx) };
    });
    fits.sort((a, b) => b.strength - a.strength);
    const used = fits.slice(0, Math.ceil(fits.length * 0.6));
    const strength = mean(used.map((fit) => fit.strength));
    const score = strength * strength * paperSizePrior(span, pitchPx);
    if (strength > LEAST_STRENGTH && score > (best?.score ?? 0))
      best = { pitchPx: mean(used.map((fit) => fit.refined)), score };
  }
  // Along rows and columns of pixels turned lines stand farther apart.
  return best && best.pitchPx * Math.cos(angleRad);
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
