import { LEADS, type Lead, perLead } from '../leads.ts';
import type { WindowOutputs } from './networks.ts';
import { WINDOW_SAMPLES } from './signal/network-window.ts';
import { NETWORK_RATE_HZ } from './signal/resample.ts';
import type { AnomalySpan, Inferred } from './types.ts';

const SHORTEST_SPAN_S = 0.04;
const JOINED_GAP_S = 0.06;

/**
 * The anomaly map of the whole recording at 100 Hz, 0…1 per lead and sample, NaN where a lead holds nothing, and the
 * stretches at or above the threshold, highest first. Where windows overlap the higher value stands.
 */
export function localize(
  outputs: readonly WindowOutputs[],
  samples: number,
  spanThreshold: number,
): Inferred['localization'] {
  const leads = perLead((_, lead) => {
    const map = new Float32Array(samples).fill(Number.NaN);
    for (const { firstSample, window, anomaly } of outputs) {
      for (let i = 0; i < Math.min(WINDOW_SAMPLES, samples - firstSample); i++) {
        const at = lead * WINDOW_SAMPLES + i;
        if (window.mask[at] !== 1) continue;
        const value = anomaly[at] as number;
        if (!((map[firstSample + i] as number) >= value)) map[firstSample + i] = value;
      }
    }
    return map;
  });
  const spans = LEADS.flatMap((lead) => spansOf(lead, leads[lead], spanThreshold)).sort((a, b) => b.peak - a.peak);
  return { sampleRateHz: NETWORK_RATE_HZ, leads, spans };
}

function spansOf(lead: Lead, map: Float32Array, threshold: number): AnomalySpan[] {
  const spans: { from: number; to: number; peak: number }[] = [];
  map.forEach((value, i) => {
    if (!(value >= threshold)) return;
    const open = spans.at(-1);
    if (open !== undefined && i - open.to <= JOINED_GAP_S * NETWORK_RATE_HZ) {
      open.to = i + 1;
      open.peak = Math.max(open.peak, value);
    } else {
      spans.push({ from: i, to: i + 1, peak: value });
    }
  });
  return spans
    .filter(({ from, to }) => to - from >= SHORTEST_SPAN_S * NETWORK_RATE_HZ)
    .map(({ from, to, peak }) => ({ lead, fromS: from / NETWORK_RATE_HZ, toS: to / NETWORK_RATE_HZ, peak }));
}
