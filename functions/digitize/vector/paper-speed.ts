import type { Pulse } from './pulse.ts';

const USUAL_MM_PER_S = 25;
/** Recorders draw the pulse 200 ms long. */
const PULSE_S = 0.2;
const PULSE_TOLERANCE = 0.15;
/** What a report shows in a row is about ten seconds. */
const [SHORTEST_ROW_S, LONGEST_ROW_S] = [8, 13];

/**
 * The paper's speed: what is known, else the one of 12.5, 25 and 50 mm/s at which the pulse is 200 ms and a row about
 * ten seconds long, else 25 mm/s. A speed that nothing confirms is a doubt.
 */
export function paperSpeed(
  known: number | null,
  pulses: readonly Pulse[],
  rowMm: number,
): { readonly mmPerS: number; readonly doubts: readonly string[] } {
  if (known !== null) return { mmPerS: known, doubts: [] };
  const widthMm = pulses.map((pulse) => pulse.plateauMm).sort((a, b) => a - b)[pulses.length >> 1];
  const confirmed = [USUAL_MM_PER_S, 12.5, 50].find((mmPerS) => {
    const isPulse = widthMm !== undefined && Math.abs(widthMm / (PULSE_S * mmPerS) - 1) < PULSE_TOLERANCE;
    return isPulse && rowMm / mmPerS > SHORTEST_ROW_S && rowMm / mmPerS < LONGEST_ROW_S;
  });
  if (confirmed !== undefined) return { mmPerS: confirmed, doubts: [] };
  return { mmPerS: USUAL_MM_PER_S, doubts: ['The paper speed is not printed as text; 25 mm/s was taken.'] };
}
