import type { Random } from '../random.ts';
import type { EcgSpec } from '../types.ts';
import type { PlannedBeat, RhythmPlan } from './beat-plan.ts';
import { planComplete, planSecondDegree } from './block-plan.ts';
import { ectopyPattern } from './ectopy.ts';
import { planSinus } from './sinus-plan.ts';

const MARGIN_S = 2.5;

/** Beats at drawn distances, with ventricular premature beats among them. */
function planBeats(
  spec: EcgSpec,
  random: Random,
  nextS: () => number,
  make: (qrsS: number) => PlannedBeat,
): PlannedBeat[] {
  const beats: PlannedBeat[] = [];
  const premature = ectopyPattern(spec.ventricularEctopy, random.fork('ventricular'));
  for (let qrsS = -MARGIN_S - random.next(); qrsS < spec.durationS + MARGIN_S; ) {
    beats.push(make(qrsS));
    const rr = nextS();
    if (premature()) {
      beats.push({ qrsS: qrsS + Math.max(0.36, 0.6 * rr), shape: 'ectopic', class: 'V', p: null });
      qrsS += Math.max(1.6 * rr, 0.9);
    } else qrsS += rr;
  }
  return beats;
}

function planFibrillation(spec: EcgSpec, random: Random): RhythmPlan {
  const mean = 60 / spec.rateBpm;
  const shortest = Math.max(0.25, 0.55 * mean);
  // Intervals of atrial fibrillation are independent and skewed to the right.
  const nextS = (): number => shortest + (mean - shortest) * (random.next() + random.next() * 2 + random.next()) * 0.5;
  const beats = planBeats(spec, random, nextS, (qrsS) => ({ qrsS, shape: 'conducted', class: 'N', p: null }));
  return { beats, blockedP: [], spikesS: [], atria: { kind: 'fibrillation', cycleS: random.uniform(0.14, 0.19) } };
}

function planFlutter(spec: EcgSpec, random: Random): RhythmPlan {
  const ratio = Math.max(1, Math.min(8, Math.round(300 / spec.rateBpm)));
  const cycleS = 60 / spec.rateBpm / ratio;
  const nextS = (): number => cycleS * (ratio > 2 && random.chance(0.15) ? ratio - 1 : ratio);
  const beats = planBeats(spec, random, nextS, (qrsS) => ({ qrsS, shape: 'conducted', class: 'N', p: null }));
  return { beats, blockedP: [], spikesS: [], atria: { kind: 'flutter', cycleS } };
}

function planRegular(
  spec: EcgSpec,
  random: Random,
  shape: PlannedBeat['shape'],
  kind: PlannedBeat['class'],
): RhythmPlan {
  const nextS = (): number => (60 / spec.rateBpm) * (1 + 0.006 * random.normal());
  const beats = planBeats(spec, random, nextS, (qrsS) => ({ qrsS, shape, class: kind, p: null }));
  return { beats, blockedP: [], spikesS: [], atria: null };
}

function planPaced(spec: EcgSpec, random: Random): RhythmPlan {
  if (spec.rhythm === 'ventricular-paced') {
    const beats = planBeats(
      spec,
      random,
      () => 60 / spec.rateBpm,
      (qrsS) => ({ qrsS, shape: 'paced', class: 'Q', p: null }),
    );
    return {
      beats,
      blockedP: [],
      spikesS: beats.filter((b) => b.shape === 'paced').map((b) => b.qrsS - 0.006),
      atria: null,
    };
  }
  const sinus = planSinus(spec, random);
  const atrial = sinus.beats.flatMap((beat) => (beat.p?.origin === 'sinus' ? [beat.p.atS - 0.008] : []));
  if (spec.rhythm === 'atrial-paced') return { ...sinus, spikesS: atrial };
  const beats = sinus.beats.map(
    (beat): PlannedBeat => (beat.class === 'N' ? { ...beat, shape: 'paced', class: 'Q' } : beat),
  );
  const ventricular = beats.filter((beat) => beat.shape === 'paced').map((beat) => beat.qrsS - 0.006);
  return { ...sinus, beats, spikesS: [...atrial, ...ventricular].sort((a, b) => a - b) };
}

/** All events of a recording of the wanted rhythm. */
export function planRhythm(spec: EcgSpec, random: Random): RhythmPlan {
  switch (spec.rhythm) {
    case 'sinus':
    case 'sinus-arrhythmia':
    case 'av-block-1':
      return planSinus(spec, random);
    case 'atrial-fibrillation':
      return planFibrillation(spec, random);
    case 'atrial-flutter':
      return planFlutter(spec, random);
    case 'svt':
      return planRegular(spec, random, 'conducted', 'S');
    case 'ventricular-tachycardia':
      return planRegular(spec, random, 'ectopic', 'V');
    case 'wenckebach':
    case 'mobitz-2':
      return planSecondDegree(spec, random);
    case 'av-block-3':
      return planComplete(spec, random);
    case 'atrial-paced':
    case 'ventricular-paced':
    case 'dual-paced':
      return planPaced(spec, random);
  }
}
