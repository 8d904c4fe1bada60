import type { Lead } from '../leads.ts';
import type { BeatWindows } from './beat-window.ts';
import type { LeadWaves } from './lead-waves.ts';

/** A wave is the median's when it correlates with it and is neither much smaller nor much larger. */
const MIN_CORRELATION = 0.6;
const MIN_GAIN = 0.4;
const MAX_GAIN = 2.5;
const MARGIN = 5;

/**
 * Whether a beat shows the wave of its median beat in the same place, over all leads together. True when the median
 * beat has no such wave: there is nothing to differ from.
 */
export function waveAgrees(
  leads: ReadonlyMap<Lead, Float32Array>,
  origin: number,
  template: BeatWindows,
  waves: ReadonlyMap<Lead, LeadWaves>,
  wave: 'p' | 't',
): boolean {
  const shift = Math.round(origin);
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (const [lead, found] of waves) {
    const borders = found[wave];
    const mean = template.get(lead);
    const samples = leads.get(lead);
    if (borders === null || mean === undefined || samples === undefined) continue;
    const from = Math.max(0, Math.floor(borders.onset) - MARGIN);
    const to = Math.min(mean.length - 1, Math.ceil(borders.offset) + MARGIN);
    let meanX = 0;
    let meanY = 0;
    for (let i = from; i <= to; i++) {
      meanX += (samples[shift + i] ?? Number.NaN) / (to - from + 1);
      meanY += (mean[i] as number) / (to - from + 1);
    }
    if (Number.isNaN(meanX + meanY)) continue;
    for (let i = from; i <= to; i++) {
      const x = (samples[shift + i] as number) - meanX;
      const y = (mean[i] as number) - meanY;
      xy += x * y;
      xx += x * x;
      yy += y * y;
    }
  }
  if (yy === 0) return true;
  const gain = xy / yy;
  return xy / Math.sqrt(xx * yy) >= MIN_CORRELATION && gain >= MIN_GAIN && gain <= MAX_GAIN;
}
