import { type LeadField, project } from './dipole.ts';
import type { Lobe } from './lobe.ts';

/** Axis of the net area of a wave in I and aVF, degrees; null without area. */
export function axisDeg(lobes: readonly Lobe[], field: LeadField): number | null {
  let i = 0;
  let ii = 0;
  for (const lobe of lobes) {
    // The area under one side of (1 − u²)³ is 16/35 of its width.
    const area = (16 / 35) * (lobe.riseS + lobe.fallS) + (lobe.holdS ?? 0);
    i += area * project(field[0], lobe.dipole);
    ii += area * project(field[1], lobe.dipole);
  }
  const avf = ii - i / 2;
  if (Math.hypot(i, avf) < 1e-6) return null;
  // aVF is drawn smaller than I by the lead system: 2/√3 puts both on one scale.
  return Math.round((Math.atan2((2 / Math.sqrt(3)) * avf, i) * 180) / Math.PI);
}
