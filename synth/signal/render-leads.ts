import { type PerLead, perLead } from '../../functions/leads.ts';
import { SAMPLE_RATE_HZ } from '../types.ts';
import { type LeadField, project } from './dipole.ts';
import { type Lobe, lobeWeight } from './lobe.ts';

/** Adds one lobe to the eight independent leads. */
export function addLobe(leads: readonly Float64Array[], lobe: Lobe, field: LeadField): void {
  const length = leads[0]?.length ?? 0;
  const first = Math.max(0, Math.ceil((lobe.peakS - lobe.riseS) * SAMPLE_RATE_HZ));
  const last = Math.min(length - 1, Math.floor((lobe.peakS + (lobe.holdS ?? 0) + lobe.fallS) * SAMPLE_RATE_HZ));
  const heights = field.map((vector) => project(vector, lobe.dipole));
  for (let i = first; i <= last; i++) {
    const weight = lobeWeight(lobe, i / SAMPLE_RATE_HZ);
    for (let lead = 0; lead < leads.length; lead++) {
      const samples = leads[lead];
      if (samples) samples[i] = (samples[i] ?? 0) + weight * (heights[lead] ?? 0);
    }
  }
}

/** A pacing spike: 2 ms up, then a small decay. */
export function addSpike(leads: readonly Float64Array[], atS: number, field: LeadField, heightMv: number): void {
  const start = Math.round(atS * SAMPLE_RATE_HZ);
  for (let lead = 0; lead < leads.length; lead++) {
    const samples = leads[lead];
    const height = heightMv * project(field[lead], [0.5, 0.6, 0.2]);
    for (const [offset, part] of [1, 0.15, -0.12, -0.06].entries()) {
      const at = start + offset;
      if (samples && at >= 0 && at < samples.length) samples[at] = (samples[at] ?? 0) + part * height;
    }
  }
}

/**
 * All twelve leads from the eight independent ones: III = II − I, aVR = −(I + II)/2, aVL = I − II/2, aVF = II − I/2.
 * With `armReversal` the arm electrodes are exchanged: I is negated and II becomes III.
 */
export function twelveLeads(eight: readonly Float64Array[], armReversal: boolean): PerLead<Float32Array> {
  const length = eight[0]?.length ?? 0;
  const at = (lead: number, i: number): number => eight[lead]?.[i] ?? Number.NaN;
  const leadI = (i: number): number => (armReversal ? -at(0, i) : at(0, i));
  const leadII = (i: number): number => (armReversal ? at(1, i) - at(0, i) : at(1, i));
  const make = (value: (i: number) => number): Float32Array => Float32Array.from({ length }, (_, i) => value(i));
  return perLead((lead, index) => {
    switch (lead) {
      case 'I':
        return make(leadI);
      case 'II':
        return make(leadII);
      case 'III':
        return make((i) => leadII(i) - leadI(i));
      case 'aVR':
        return make((i) => -(leadI(i) + leadII(i)) / 2);
      case 'aVL':
        return make((i) => leadI(i) - leadII(i) / 2);
      case 'aVF':
        return make((i) => leadII(i) - leadI(i) / 2);
      default:
        return make((i) => at(index - 4, i));
    }
  });
}
