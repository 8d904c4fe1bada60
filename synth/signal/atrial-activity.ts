import type { Random } from '../random.ts';
import { SAMPLE_RATE_HZ } from '../types.ts';
import type { RhythmPlan } from './beat-plan.ts';
import { type LeadField, project, type Vector } from './dipole.ts';

/** Fibrillatory waves are tallest in V1, flutter waves in the inferior leads. */
const DIRECTION: Record<'fibrillation' | 'flutter', Vector> = {
  fibrillation: [-0.03, 0.05, -0.07],
  flutter: [-0.02, -0.17, -0.06],
};

/** Steep descent and slow climb, mean 0: the saw teeth of flutter. */
function sawtooth(phase: number): number {
  const u = phase - Math.floor(phase);
  return u < 0.3 ? 0.5 - 0.5 * Math.cos((Math.PI * u) / 0.3) - 0.5 : 0.5 * Math.cos((Math.PI * (u - 0.3)) / 0.7);
}

/** Adds continuous atrial waves to the eight independent leads. */
export function addAtrialActivity(
  leads: readonly Float64Array[],
  atria: NonNullable<RhythmPlan['atria']>,
  field: LeadField,
  random: Random,
): void {
  const direction = DIRECTION[atria.kind];
  const coarse = random.uniform(0.6, 1.5);
  const phases = [random.next(), random.next(), random.next(), random.next()] as const;
  const drift = [random.uniform(0.15, 0.4), random.uniform(0.5, 0.9)] as const;
  const length = leads[0]?.length ?? 0;
  for (let i = 0; i < length; i++) {
    const timeS = i / SAMPLE_RATE_HZ;
    const cycles = timeS / atria.cycleS;
    let wave: number;
    if (atria.kind === 'flutter') wave = sawtooth(cycles + phases[0]);
    else {
      const wander = 0.9 * Math.sin(2 * Math.PI * (drift[0] * timeS + phases[1]));
      const swell = 0.7 + 0.4 * Math.sin(2 * Math.PI * (drift[1] * timeS + phases[2]));
      wave =
        swell * Math.sin(2 * Math.PI * (cycles + phases[0] + wander)) +
        0.35 * Math.sin(2 * Math.PI * (1.7 * cycles + phases[3] - wander));
    }
    for (let lead = 0; lead < leads.length; lead++) {
      const samples = leads[lead];
      if (samples) samples[i] = (samples[i] ?? 0) + coarse * wave * project(field[lead], direction);
    }
  }
}
