import { perLead } from '../functions/leads.ts';
import type { Random } from './random.ts';
import { synthesise } from './synthesise.ts';
import type { Ecg } from './types.ts';

/** Leads of a raw recording, in this order: the others follow from I and II. */
const STORED = ['I', 'II', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'] as const;

/**
 * A recording that was not synthesised, to be drawn on pages: `microvolts` holds 8 leads (I, II, V1–V6) one after the
 * other at 500 Hz. Nothing is known of it, so its truth is that of a random healthy heart: what the page's header says
 * is printed truth, not a description of the signal, and the beats are empty.
 */
export function recordedEcg(microvolts: Int16Array, random: Random): Ecg {
  const length = Math.floor(microvolts.length / STORED.length);
  const stored = (name: (typeof STORED)[number], i: number): number =>
    (microvolts[STORED.indexOf(name) * length + i] ?? 0) / 1000;
  const make = (value: (i: number) => number): Float32Array => Float32Array.from({ length }, (_, i) => value(i));
  const leads = perLead((lead) => {
    switch (lead) {
      case 'III':
        return make((i) => stored('II', i) - stored('I', i));
      case 'aVR':
        return make((i) => -(stored('I', i) + stored('II', i)) / 2);
      case 'aVL':
        return make((i) => stored('I', i) - stored('II', i) / 2);
      case 'aVF':
        return make((i) => stored('II', i) - stored('I', i) / 2);
      default:
        return make((i) => stored(lead, i));
    }
  });
  const { truth } = synthesise({ seed: random.integer(0, 2 ** 31 - 1), rateBpm: random.uniform(45, 120) });
  return { leads, truth: { ...truth, beats: [], blockedP: [], spikesS: [] } };
}
