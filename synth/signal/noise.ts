import type { Random } from '../random.ts';
import { type EcgSpec, SAMPLE_RATE_HZ } from '../types.ts';

/** Slow breathing and electrode drift: three sines below 0.6 Hz. */
function addWander(samples: Float64Array, amplitudeMv: number, random: Random): void {
  for (const hz of [random.uniform(0.05, 0.12), random.uniform(0.15, 0.33), random.uniform(0.35, 0.6)]) {
    const height = (amplitudeMv * random.uniform(0.3, 1)) / (1 + 2 * hz);
    const phase = random.uniform(0, 2 * Math.PI);
    for (let i = 0; i < samples.length; i++)
      samples[i] = (samples[i] ?? 0) + height * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE_HZ + phase);
  }
}

/** White noise through one pole each way gives about 20–150 Hz, in bursts as muscles tense and rest. */
function addMuscle(samples: Float64Array, amplitudeMv: number, random: Random): void {
  let low = 0;
  let high = 0;
  const phase = random.uniform(0, 2 * Math.PI);
  for (let i = 0; i < samples.length; i++) {
    low += 0.55 * (random.normal() - low);
    high += 0.2 * (low - high);
    const tension = 0.65 + 0.35 * Math.sin((2 * Math.PI * 0.23 * i) / SAMPLE_RATE_HZ + phase);
    samples[i] = (samples[i] ?? 0) + 2.2 * amplitudeMv * tension * (low - high);
  }
}

function addMains(samples: Float64Array, amplitudeMv: number, hz: number, phase: number): void {
  for (let i = 0; i < samples.length; i++)
    samples[i] = (samples[i] ?? 0) + amplitudeMv * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE_HZ + phase);
}

/** Adds noise to the independent leads only, so that Einthoven's law holds for what is derived from them. */
export function addNoise(leads: readonly Float64Array[], noise: EcgSpec['noise'], random: Random): void {
  const mainsPhase = random.uniform(0, 2 * Math.PI);
  for (const [index, samples] of leads.entries()) {
    const own = random.fork(`lead ${index}`);
    if (noise.wanderMv > 0) addWander(samples, noise.wanderMv, own);
    if (noise.muscleMv > 0) addMuscle(samples, noise.muscleMv * own.uniform(0.6, 1.4), own);
    if (noise.mainsMv > 0)
      addMains(samples, noise.mainsMv * own.uniform(0.3, 1), noise.mainsHz, mainsPhase + own.normal() * 0.3);
  }
}
