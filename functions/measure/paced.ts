import type { Beat } from './types.ts';

/** A spike paces a beat when it comes at most this long before the QRS fiducial point (atrial pacing included). */
const MAX_LEAD_S = 0.3;
const MIN_SHARE = 1 / 3;
/** Spikes of a pacemaker keep their distance to the QRS; stray artefacts do not. */
const MAX_JITTER_S = 0.02;

/** True when at least a third of the beats (and three beats) follow a spike at one and the same distance. */
export function isPaced(spikesS: readonly number[], beats: readonly Beat[]): boolean {
  const distances: number[] = [];
  for (const beat of beats) {
    for (const spike of spikesS) {
      const distance = beat.rPeakS - spike;
      if (distance > 0.005 && distance < MAX_LEAD_S) distances.push(distance);
    }
  }
  const needed = Math.max(3, MIN_SHARE * beats.length);
  return distances.some((d) => distances.filter((other) => Math.abs(other - d) <= MAX_JITTER_S).length >= needed);
}
