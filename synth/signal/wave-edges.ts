import type { WaveTruth } from '../types.ts';
import { type LeadField, project } from './dipole.ts';
import { type Lobe, lobeWeight } from './lobe.ts';

const STEP_S = 0.001;
/** A wave is there while its spatial magnitude is above this part of its peak. */
const EDGE = 0.02;

/** Root of the sum of squares over the independent leads: what all leads together see of some lobes, mV. */
function spatialMagnitude(lobes: readonly Lobe[], field: LeadField, timeS: number): number {
  let x = 0;
  let y = 0;
  let z = 0;
  for (const lobe of lobes) {
    const weight = lobeWeight(lobe, timeS);
    x += weight * lobe.dipole[0];
    y += weight * lobe.dipole[1];
    z += weight * lobe.dipole[2];
  }
  let sum = 0;
  for (const vector of field) sum += project(vector, [x, y, z]) ** 2;
  return Math.sqrt(sum);
}

/** Onset, peak and offset of a wave made of these lobes, or null when they cancel to nothing. */
export function waveEdges(lobes: readonly Lobe[], field: LeadField): WaveTruth | null {
  if (lobes.length === 0) return null;
  const from = Math.min(...lobes.map((lobe) => lobe.peakS - lobe.riseS));
  const to = Math.max(...lobes.map((lobe) => lobe.peakS + (lobe.holdS ?? 0) + lobe.fallS));
  const count = Math.ceil((to - from) / STEP_S);
  const magnitude = Float64Array.from({ length: count }, (_, i) => spatialMagnitude(lobes, field, from + i * STEP_S));
  const peak = magnitude.reduce((best, value, i) => (value > (magnitude[best] ?? 0) ? i : best), 0);
  const floor = EDGE * (magnitude[peak] ?? 0);
  if (floor < 1e-5) return null;
  let onset = 0;
  while (onset < peak && (magnitude[onset] ?? 0) < floor) onset++;
  let offset = count - 1;
  while (offset > peak && (magnitude[offset] ?? 0) < floor) offset--;
  return { onsetS: from + onset * STEP_S, peakS: from + peak * STEP_S, offsetS: from + offset * STEP_S };
}
