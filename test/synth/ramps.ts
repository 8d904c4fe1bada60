import { perLead } from '../../functions/leads.ts';
import { synthesise } from '../../synth/synthesise.ts';
import type { Ecg } from '../../synth/types.ts';

/** A recording whose every lead is one ramp, mV: flat for 2 s, rising, flat, falling. */
export function ramps(): Ecg {
  const { truth } = synthesise({ seed: 1 });
  const wave = (t: number): number => {
    if (t < 2) return 0.13;
    if (t < 4) return 0.13 + 0.2 * (t - 2);
    return t < 6 ? 0.53 : 0.53 - 0.3 * (t - 6);
  };
  return { leads: perLead(() => Float32Array.from({ length: 5000 }, (_, i) => wave(i / 500))), truth };
}
