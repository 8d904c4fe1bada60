import type { Random } from '../random.ts';
import type { Vector } from './dipole.ts';
import type { Lobe } from './lobe.ts';

export type AtrialOrigin = 'sinus' | 'ectopic' | 'low';

/** Lobes of the P wave from its onset: right atrium, then left. An ectopic P starts elsewhere and is narrower; a low one climbs. */
export function drawAtrium(origin: AtrialOrigin, random: Random): Lobe[] {
  const size = Math.max(0.6, 1 + 0.15 * random.normal());
  const stretch = Math.max(0.85, 1 + 0.08 * random.normal());
  const part = (peakMs: number, halfMs: number, [x, y, z]: Vector): Lobe => ({
    peakS: (peakMs * stretch) / 1000,
    riseS: (halfMs * stretch) / 1000,
    fallS: (halfMs * stretch) / 1000,
    dipole: [x * size, y * size, z * size],
  });
  switch (origin) {
    case 'sinus':
      return [part(40, 40, [0.045, 0.095, -0.05]), part(64, 42, [0.06, 0.045, 0.045])];
    case 'ectopic':
      return [part(30, 30, [-0.03, 0.06, 0.05]), part(54, 34, [-0.055, 0.1, 0.03])];
    case 'low':
      return [part(36, 36, [0.01, -0.1, -0.03]), part(56, 36, [0.03, -0.07, 0.03])];
  }
}
