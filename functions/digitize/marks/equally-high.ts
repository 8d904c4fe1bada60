import { HEIGHT_RATIOS, type Pulse } from './pulses.ts';

/** Pulses are equally high, or those of chest leads half as high, to this factor. */
const TO_FACTOR = 1.15;

/** Several pulses that are equally high; none of others, which are waves, and of one alone, which may be. */
export function equallyHigh(pulses: readonly Pulse[]): readonly Pulse[] {
  const [first] = pulses;
  if (first === undefined || pulses.length === 1) return [];
  const isAlike = ({ heightPx }: Pulse) =>
    HEIGHT_RATIOS.some((ratio) => Math.abs(Math.log(heightPx / first.heightPx / ratio)) < Math.log(TO_FACTOR));
  return pulses.every(isAlike) ? pulses : [];
}
