import type { Lead } from '../leads.ts';

const MIN_SPIKE_MV = 0.2;
/** A spike stands alone: its flanks outside are this much smaller than itself, unlike those of a sharp R wave. */
const FLANK_RATIO = 2.5;
const HALF_WIDTH_S = 0.006;
/** Two leads see the same spike within this time. */
const SAME_SPIKE_S = 0.008;

/** What is left of the leads without their pacing spikes, and when the spikes were. */
export interface DespikedLeads {
  readonly leads: ReadonlyMap<Lead, Float32Array>;
  readonly spikesS: readonly number[];
}

/** Indices of deviations of at most 12 ms that rise and fall back alone. */
function spikesOf(samples: Float32Array, d: number): number[] {
  const found: number[] = [];
  for (let i = 2 * d; i < samples.length - 2 * d; i++) {
    const before = samples[i - d] as number;
    const after = samples[i + d] as number;
    const height = Math.abs((samples[i] as number) - (before + after) / 2);
    if (!(height > MIN_SPIKE_MV)) continue;
    const flanks = Math.abs(before - (samples[i - 2 * d] as number)) + Math.abs(after - (samples[i + 2 * d] as number));
    if (height < FLANK_RATIO * (flanks + Math.abs(after - before) / 2)) continue;
    const previous = found.at(-1);
    if (previous === undefined || i - previous > 2 * d) found.push(i);
  }
  return found;
}

/**
 * Removes pacemaker spikes (narrow deflections ≤ 12 ms, ≥ 0.2 mV, seen by at least a third of the leads present) by
 * a straight line across them, in copies of the leads they are in. Sampled below 250 Hz no spike can be told: the
 * leads come back as they are.
 */
export function removePacingSpikes(leads: ReadonlyMap<Lead, Float32Array>, sampleRateHz: number): DespikedLeads {
  const d = Math.max(1, Math.round(HALF_WIDTH_S * sampleRateHz));
  if (sampleRateHz < 250) return { leads, spikesS: [] };
  const all = [...leads].flatMap(([lead, samples]) => spikesOf(samples, d).map((index) => ({ lead, index })));
  all.sort((a, b) => a.index - b.index);
  const cleaned = new Map(leads);
  const spikesS: number[] = [];
  for (let i = 0; i < all.length; ) {
    const start = (all[i] as { index: number }).index;
    let end = i;
    while (end < all.length && (all[end] as { index: number }).index - start <= SAME_SPIKE_S * sampleRateHz) end++;
    const group = all.slice(i, end);
    const present = [...leads.values()].filter((samples) => !Number.isNaN(samples[start])).length;
    if (group.length >= Math.max(1, present / 3)) {
      spikesS.push(start / sampleRateHz);
      for (const { lead, index } of group) cleaned.set(lead, bridged(cleaned, leads, lead, index, d));
    }
    i = end;
  }
  return { leads: cleaned, spikesS };
}

function bridged(
  cleaned: ReadonlyMap<Lead, Float32Array>,
  original: ReadonlyMap<Lead, Float32Array>,
  lead: Lead,
  index: number,
  d: number,
): Float32Array {
  const current = cleaned.get(lead) as Float32Array;
  const samples = current === original.get(lead) ? current.slice() : current;
  const from = samples[index - d] as number;
  const slope = ((samples[index + d] as number) - from) / (2 * d);
  for (let k = 1; k < 2 * d; k++) samples[index - d + k] = from + slope * k;
  return samples;
}
