import { type FilteredLeads, type NetworkWindow, WINDOW_SAMPLES } from './network-window.ts';
import { NETWORK_RATE_HZ } from './resample.ts';

const LARGEST_RESIDUAL = 0.1;
const SMALLEST_VARIATION = 0.05;
/** Three times what the middle lead of an ordinary adult has; leads scaled to unit SD are at 1. */
const LARGEST_MEDIAN_SD_MV = 0.6;

/**
 * Whether the window's voltages can be believed. Leads that were scaled one by one break Einthoven's law
 * (III = II − I), have all the same SD, or have an SD that no heart reaches; then their voltages say nothing.
 */
export function voltageKnown(leads: FilteredLeads, firstSample: number, window: NetworkWindow): boolean {
  const held = window.sdMv.filter((sd) => sd > 0).sort();
  if ((held[held.length >> 1] ?? 0) > LARGEST_MEDIAN_SD_MV) return false;
  return obeysEinthoven(leads, firstSample) && variesBetweenLeads(held);
}

function obeysEinthoven(leads: FilteredLeads, firstSample: number): boolean {
  const [one, two, three] = leads;
  if (one === undefined || two === undefined || three === undefined) return true;
  let count = 0;
  let residual = 0;
  let energy = 0;
  for (let i = firstSample; i < Math.min(one.length, firstSample + WINDOW_SAMPLES); i++) {
    const a = one[i] as number;
    const b = two[i] as number;
    const c = three[i] as number;
    if (Number.isNaN(a + b + c)) continue;
    residual += (b - a - c) ** 2;
    energy += a * a + b * b + c * c;
    count++;
  }
  return count < NETWORK_RATE_HZ / 2 || residual < LARGEST_RESIDUAL * energy;
}

function variesBetweenLeads(held: Float32Array): boolean {
  if (held.length < 3) return true;
  const mean = held.reduce((sum, sd) => sum + sd, 0) / held.length;
  const variance = held.reduce((sum, sd) => sum + (sd - mean) ** 2, 0) / held.length;
  return Math.sqrt(variance) > SMALLEST_VARIATION * mean;
}
