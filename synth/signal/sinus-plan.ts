import type { Random } from '../random.ts';
import type { EcgSpec } from '../types.ts';
import type { PlannedBeat, PlannedP, RhythmPlan } from './beat-plan.ts';
import { ectopyPattern } from './ectopy.ts';

/** Time drawn before 0 and after the end, so that waves at the edges are whole. */
const MARGIN_S = 2.5;

/** PR shortens with the cycle, as it does in the body, so that P stays between T and QRS where there is room. */
function prAt(spec: EcgSpec, rrS: number): number {
  return spec.rhythm === 'av-block-1' ? spec.prS : Math.min(spec.prS, 0.42 * rrS);
}

function cycleS(spec: EcgSpec, atS: number, random: Random): number {
  const mean = 60 / spec.rateBpm;
  const breathing = spec.rhythm === 'sinus-arrhythmia' ? 0.16 : 0.012;
  const jitter = spec.rhythm.endsWith('paced') ? 0 : 0.008;
  const paced = spec.rhythm === 'atrial-paced' || spec.rhythm === 'dual-paced' ? 0 : breathing;
  return mean * (1 + paced * Math.sin((2 * Math.PI * atS) / 4.3 + 0.7) + jitter * random.normal());
}

/**
 * Sinus rhythm with its premature beats. An atrial premature beat resets the sinus node (the pause is not
 * compensatory); a ventricular one leaves it alone, so the sinus P that meets it is lost and the pause is full.
 */
export function planSinus(spec: EcgSpec, random: Random): RhythmPlan {
  const beats: PlannedBeat[] = [];
  const blockedP: PlannedP[] = [];
  const atrialNext = ectopyPattern(spec.atrialEctopy, random.fork('atrial'));
  const ventricularNext = ectopyPattern(spec.ventricularEctopy, random.fork('ventricular'));
  const coupling = 0.62 + 0.04 * random.normal();
  let sinusS = -MARGIN_S - random.uniform(0, 60 / spec.rateBpm);
  while (sinusS < spec.durationS + MARGIN_S) {
    const rr = cycleS(spec, sinusS, random);
    const pr = prAt(spec, rr);
    beats.push({ qrsS: sinusS + pr, shape: 'conducted', class: 'N', p: { atS: sinusS, origin: 'sinus' } });
    if (atrialNext()) {
      const early = Math.max(0.34, coupling * rr * random.uniform(0.92, 1.06));
      const atS = sinusS + early;
      beats.push({
        qrsS: atS + Math.max(0.1, pr * random.uniform(0.88, 1.08)),
        shape: 'conducted',
        class: 'S',
        p: { atS, origin: 'ectopic' },
      });
      sinusS = atS + rr * random.uniform(1.05, 1.2);
    } else if (ventricularNext()) {
      const qrsS = sinusS + pr + Math.max(0.36, coupling * rr * random.uniform(0.95, 1.05));
      beats.push({ qrsS, shape: 'ectopic', class: 'V', p: null });
      sinusS += 2 * rr;
    } else sinusS += rr;
  }
  return { beats, blockedP, spikesS: [], atria: null };
}
