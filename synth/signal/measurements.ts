import type { BeatTruth, TrueMeasurements } from '../types.ts';
import { axisDeg } from './axis.ts';
import type { BeatWaves } from './beat-waves.ts';
import type { LeadField } from './dipole.ts';

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const toMs = (seconds: number): number => Math.round(seconds * 1000);

/** What an ideal cart reads from the recording: rate over all beats, the rest from the commonest kind of beat. */
export function trueMeasurements(
  waves: readonly BeatWaves[],
  truths: readonly BeatTruth[],
  field: LeadField,
  fallbackRateBpm: number,
): TrueMeasurements {
  const shapes = waves.map((wave) => wave.beat.shape);
  const counts = new Map(shapes.map((shape) => [shape, shapes.filter((other) => other === shape).length]));
  const dominant = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
  const chosen = truths.filter((_, i) => shapes[i] === dominant);
  const sample = waves.find((wave) => wave.beat.shape === dominant);
  const gaps = truths.slice(1).map((beat, i) => beat.qrs.peakS - (truths[i]?.qrs.peakS ?? 0));
  const meanRrS = gaps.length > 0 ? gaps.reduce((a, b) => a + b, 0) / gaps.length : 60 / fallbackRateBpm;
  const conductedP = chosen.flatMap((beat) => (beat.p ? [beat.qrs.onsetS - beat.p.onsetS] : []));
  const qt = median(chosen.flatMap((beat) => (beat.t ? [beat.t.offsetS - beat.qrs.onsetS] : [])));
  const firstP = waves.find((wave) => wave.p.length > 0);
  return {
    heartRateBpm: Math.round(60 / meanRrS),
    prMs: conductedP.length > 0 ? toMs(median(conductedP)) : null,
    qrsMs: toMs(median(chosen.map((beat) => beat.qrs.offsetS - beat.qrs.onsetS))),
    qtMs: toMs(qt),
    qtcMs: toMs(qt / Math.sqrt(meanRrS)),
    pAxisDeg: firstP ? axisDeg(firstP.p, field) : null,
    qrsAxisDeg: (sample && axisDeg(sample.qrs, field)) ?? 0,
    tAxisDeg: (sample && axisDeg(sample.t, field)) ?? 0,
  };
}
