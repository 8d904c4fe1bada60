import type { Beat, RhythmStatistics } from './types.ts';

/** RR statistics (Task Force of ESC and NASPE 1996, time domain) over all beats; null below three beats. */
export function rhythmStatistics(beats: readonly Beat[]): RhythmStatistics | null {
  if (beats.length < 3) return null;
  const rr = beats.slice(1).map((beat, k) => 1000 * (beat.rPeakS - (beats[k] as Beat).rPeakS));
  const mean = rr.reduce((sum, value) => sum + value, 0) / rr.length;
  const differences = rr.slice(1).map((value, k) => value - (rr[k] as number));
  return {
    beats: beats.length,
    meanRrMs: mean,
    minRrMs: rr.reduce((a, b) => Math.min(a, b)),
    maxRrMs: rr.reduce((a, b) => Math.max(a, b)),
    sdnnMs: Math.sqrt(rr.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (rr.length - 1)),
    rmssdMs: Math.sqrt(differences.reduce((sum, d) => sum + d * d, 0) / differences.length),
    pnn50: differences.filter((d) => Math.abs(d) > 50).length / differences.length,
  };
}
