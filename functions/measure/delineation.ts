import type { Lead } from '../leads.ts';
import type { BeatGroups } from './beat-groups.ts';
import { type BeatWindows, beatWindows, CENTRE } from './beat-window.ts';
import { type LeadWaves, leadWaves } from './lead-waves.ts';
import { waveAgrees } from './wave-agreement.ts';
import type { WaveWeights } from './wave-weights.ts';
import { WORKING_RATE_HZ, type WorkingSignals } from './working-signals.ts';

/** A median beat stands for at most this much time, so that slow change of P and T is followed. */
const EPOCH_S = 120;
/** Beats that differ from their median beat are looked at alone, up to this many a recording. */
const MAX_SINGLE_BEATS = 150;
/** A P wave of the median that fewer of its beats share is left over from averaging fibrillation. */
const MIN_P_AGREEMENT = 0.5;
const MIN_BEATS_TO_DOUBT_P = 4;

/** A beat and what every lead that holds it shows, in samples of the beat window around `at` (250 Hz). */
export interface DelineatedBeat {
  readonly at: number;
  readonly group: number;
  readonly leads: ReadonlyMap<Lead, LeadWaves>;
}

/** Every beat delineated, and the waves of the median beat of the commonest shape, once per two minutes. */
export interface Delineation {
  readonly beats: readonly DelineatedBeat[];
  readonly dominant: readonly ReadonlyMap<Lead, LeadWaves>[];
}

/**
 * Delineates the median beat of each shape once per two minutes and carries its borders to the beats; a beat whose
 * P or T region differs from the median's is delineated by itself. Averaging first is what makes small P waves safe.
 */
export function delineate(working: WorkingSignals, groups: BeatGroups, weights: WaveWeights): Delineation {
  const epochs = new Map<string, number[]>();
  groups.alignedAt.forEach((at, beat) => {
    const key = `${groups.groupOf[beat]} ${Math.floor(at / (EPOCH_S * WORKING_RATE_HZ))}`;
    const members = epochs.get(key);
    if (members === undefined) epochs.set(key, [beat]);
    else members.push(beat);
  });
  const beats: DelineatedBeat[] = [];
  const dominant: ReadonlyMap<Lead, LeadWaves>[] = [];
  let singles = MAX_SINGLE_BEATS;
  for (const members of epochs.values()) {
    const fiducials = members.map((beat) => groups.alignedAt[beat] as number);
    const group = groups.groupOf[members[0] as number] as number;
    const template = beatWindows(working.leads, fiducials);
    let waves = leadWaves(template, weights);
    const agreeing = {
      p: agreement(working, fiducials, template, waves, 'p'),
      t: agreement(working, fiducials, template, waves, 't'),
    };
    const pIsReal = share(agreeing.p) >= MIN_P_AGREEMENT || members.length < MIN_BEATS_TO_DOUBT_P;
    if (!pIsReal) waves = withoutP(waves);
    if (group === 0) dominant.push(waves);
    fiducials.forEach((at, k) => {
      const alone = members.length > 1 && singles > 0 && !(agreeing.t[k] && (agreeing.p[k] || !pIsReal));
      if (alone) singles--;
      const own = alone ? leadWaves(beatWindows(working.leads, [at]), weights) : held(working, at, waves);
      const kept = pIsReal ? own : withoutP(own);
      beats.push({ at, group, leads: alone ? withQrsOf(kept, waves) : kept });
    });
  }
  beats.sort((a, b) => a.at - b.at);
  return { beats, dominant };
}

/** The leads of a median beat that hold this beat. */
function held(working: WorkingSignals, at: number, waves: ReadonlyMap<Lead, LeadWaves>): Map<Lead, LeadWaves> {
  return new Map(
    [...waves].filter(([lead]) => !Number.isNaN((working.leads.get(lead) as Float32Array)[Math.round(at)])),
  );
}

/** A beat of the group has the group's QRS, measured better on the median. */
function withQrsOf(own: ReadonlyMap<Lead, LeadWaves>, group: ReadonlyMap<Lead, LeadWaves>): Map<Lead, LeadWaves> {
  return new Map([...own].map(([lead, waves]) => [lead, { ...waves, qrs: group.get(lead)?.qrs ?? waves.qrs }]));
}

function withoutP(leads: ReadonlyMap<Lead, LeadWaves>): Map<Lead, LeadWaves> {
  return new Map([...leads].map(([lead, waves]) => [lead, { ...waves, p: null }]));
}

function share(flags: readonly boolean[]): number {
  return flags.filter(Boolean).length / flags.length;
}

/** For every beat, whether it shows the median's wave. */
function agreement(
  working: WorkingSignals,
  fiducials: readonly number[],
  template: BeatWindows,
  waves: ReadonlyMap<Lead, LeadWaves>,
  wave: 'p' | 't',
): boolean[] {
  return fiducials.map((at) => waveAgrees(working.leads, at - CENTRE, template, waves, wave));
}
