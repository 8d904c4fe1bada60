import type { Random } from '../random.ts';
import type { EcgSpec } from '../types.ts';
import type { PlannedBeat, PlannedP, RhythmPlan } from './beat-plan.ts';

const MARGIN_S = 2.5;

/** Wenckebach: PR grows until a P is blocked. Mobitz II: PR is constant and a P is blocked without warning. */
export function planSecondDegree(spec: EcgSpec, random: Random): RhythmPlan {
  const beats: PlannedBeat[] = [];
  const blockedP: PlannedP[] = [];
  const group = spec.rhythm === 'wenckebach' ? random.integer(3, 5) : random.integer(2, 4);
  const atrialS = (60 / spec.rateBpm) * ((group - 1) / group);
  let place = random.integer(0, group - 1);
  for (let atS = -MARGIN_S - random.next(); atS < spec.durationS + MARGIN_S; place = (place + 1) % group) {
    const p: PlannedP = { atS, origin: 'sinus' };
    if (place === group - 1) blockedP.push(p);
    else {
      // Increments shrink from beat to beat, which is why RR shortens before the pause.
      const growth = spec.rhythm === 'wenckebach' ? 0.09 * (1 - 0.5 ** place) * 2 : 0;
      beats.push({ qrsS: atS + Math.min(spec.prS + growth, 0.75 * atrialS), shape: 'conducted', class: 'N', p });
    }
    atS += atrialS * (1 + 0.01 * random.normal());
  }
  return { beats, blockedP, spikesS: [], atria: null };
}

/** Complete block: atria at their own 70–100, ventricles at the spec's slow escape rate. */
export function planComplete(spec: EcgSpec, random: Random): RhythmPlan {
  const beats: PlannedBeat[] = [];
  const blockedP: PlannedP[] = [];
  const atrialS = 60 / random.uniform(70, 100);
  for (let atS = -MARGIN_S - random.next(); atS < spec.durationS + MARGIN_S; atS += atrialS)
    blockedP.push({ atS, origin: 'sinus' });
  const escapeS = 60 / spec.rateBpm;
  for (let qrsS = -MARGIN_S - random.next(); qrsS < spec.durationS + MARGIN_S; ) {
    beats.push({ qrsS, shape: 'escape', class: 'V', p: null });
    qrsS += escapeS * (1 + 0.01 * random.normal());
  }
  return { beats, blockedP, spikesS: [], atria: null };
}
