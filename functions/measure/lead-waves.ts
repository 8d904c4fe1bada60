import type { Lead } from '../leads.ts';
import { type BeatWindows, CENTRE, scaledBeat } from './beat-window.ts';
import { type Borders, bordersOf } from './wave-borders.ts';
import { waveProbabilities } from './wave-network.ts';
import type { WaveWeights } from './wave-weights.ts';

/** The waves of a beat as one lead shows them, in samples of the beat window at 250 Hz. */
export interface LeadWaves {
  readonly p: Borders | null;
  readonly qrs: Borders | null;
  readonly t: Borders | null;
  readonly tPeak: number | null;
}

/** Shortest waves: P 32 ms, QRS 24 ms, T 60 ms, in samples. */
const MIN_P = 8;
const MIN_QRS = 6;
const MIN_T = 15;

/** Finds P, QRS and T of a beat (or of a median beat) in every lead that it has. */
export function leadWaves(windows: BeatWindows, weights: WaveWeights): Map<Lead, LeadWaves> {
  const beat = scaledBeat(windows);
  const found = new Map<Lead, LeadWaves>();
  for (const [lead, scaled] of beat.leads) {
    const probabilities = waveProbabilities(beat, scaled, weights);
    const qrs = bordersOf(probabilities.qrs, MIN_QRS);
    const p = bordersOf(probabilities.p, MIN_P);
    const t = bordersOf(probabilities.t, MIN_T);
    const pStands = p !== null && p.offset <= (qrs?.onset ?? CENTRE) + 1;
    const tStands = t !== null && t.onset >= (qrs?.offset ?? CENTRE) - 1;
    found.set(lead, { qrs, p: pStands ? p : null, t: tStands ? t : null, tPeak: tStands ? peakOf(scaled, t) : null });
  }
  return found;
}

/** Where the wave is farthest from the line between its borders. */
function peakOf(samples: Float32Array, { onset, offset }: Borders): number {
  const from = Math.ceil(onset);
  const to = Math.floor(offset);
  const start = samples[from] as number;
  const slope = ((samples[to] as number) - start) / Math.max(1, to - from);
  let best = from;
  let height = -1;
  for (let i = from; i <= to; i++) {
    const deviation = Math.abs((samples[i] as number) - start - slope * (i - from));
    if (deviation > height) {
      height = deviation;
      best = i;
    }
  }
  return best;
}
