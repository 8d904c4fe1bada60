import type { Lead } from '../leads.ts';
import { CENTRE } from './beat-window.ts';
import type { DelineatedBeat } from './delineation.ts';
import type { LeadWaves } from './lead-waves.ts';
import type { Beat } from './types.ts';
import { type VotedWaves, votedWaves } from './wave-vote.ts';
import { WORKING_RATE_HZ } from './working-signals.ts';

/** The waves of a beat on the recording's clock; a wave that would reach into the next QRS is cut or dropped. */
export function beatOf(waves: VotedWaves, at: number, group: number, nextQrsS: number): Beat {
  const time = (position: number | null): number | null =>
    position === null ? null : (at - CENTRE + position) / WORKING_RATE_HZ;
  const tPeakS = time(waves.tPeak);
  const hasT = tPeakS !== null && tPeakS < nextQrsS;
  const tOffsetS = time(waves.tOffset);
  return {
    rPeakS: at / WORKING_RATE_HZ,
    group,
    pOnsetS: time(waves.pOnset),
    pOffsetS: time(waves.pOffset),
    qrsOnsetS: time(waves.qrsOnset),
    qrsOffsetS: time(waves.qrsOffset),
    tOnsetS: hasT ? time(waves.tOnset) : null,
    tPeakS: hasT ? tPeakS : null,
    tOffsetS: hasT && tOffsetS !== null ? Math.min(tOffsetS, nextQrsS) : null,
  };
}

function asVoted(waves: LeadWaves): VotedWaves {
  return {
    pOnset: waves.p?.onset ?? null,
    pOffset: waves.p?.offset ?? null,
    qrsOnset: waves.qrs?.onset ?? null,
    qrsOffset: waves.qrs?.offset ?? null,
    tOnset: waves.t?.onset ?? null,
    tPeak: waves.tPeak,
    tOffset: waves.t?.offset ?? null,
  };
}

/** All beats over all leads, and as each lead shows them. */
export function beatTimes(delineated: readonly DelineatedBeat[]): {
  beats: Beat[];
  leadBeats: Partial<Record<Lead, Beat[]>>;
} {
  const beats: Beat[] = [];
  const leadBeats: Partial<Record<Lead, Beat[]>> = {};
  for (let k = delineated.length - 1; k >= 0; k--) {
    const { at, group, leads } = delineated[k] as DelineatedBeat;
    const next = beats.at(-1);
    const nextQrsS = next === undefined ? Number.POSITIVE_INFINITY : (next.qrsOnsetS ?? next.rPeakS);
    beats.push(beatOf(votedWaves(leads.values()), at, group, nextQrsS));
    for (const [lead, waves] of leads) {
      leadBeats[lead] ??= [];
      leadBeats[lead].push(beatOf(asVoted(waves), at, group, nextQrsS));
    }
  }
  beats.reverse();
  for (const list of Object.values(leadBeats)) list.reverse();
  return { beats, leadBeats };
}
