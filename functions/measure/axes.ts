import type { Lead } from '../leads.ts';
import type { VotedWaves } from './wave-vote.ts';
import { WORKING_RATE_HZ } from './working-signals.ts';

/** Direction of the limb leads in the frontal plane, degrees, and their strength against a bipolar lead (Einthoven). */
const FRONTAL: readonly (readonly [lead: Lead, deg: number, strength: number])[] = [
  ['I', 0, 1],
  ['II', 60, 1],
  ['III', 120, 1],
  ['aVR', -150, Math.sqrt(3) / 2],
  ['aVL', -30, Math.sqrt(3) / 2],
  ['aVF', 90, Math.sqrt(3) / 2],
];

/** A net area smaller than this (mV·s) has no safe direction. */
const MIN_AREA = { p: 0.0006, qrs: 0.002, t: 0.003 };

/** Signed area of a wave over the line between its borders (P, T) or over the PR level (QRS), mV·s. */
function netArea(row: Float32Array, from: number, to: number, rateHz: number, overChord: boolean): number {
  const first = Math.ceil(from);
  const last = Math.floor(to);
  const start = overChord ? (row[first] as number) : 0;
  const end = overChord ? (row[last] as number) : 0;
  let sum = 0;
  for (let i = first; i <= last; i++) {
    sum += (row[i] as number) - start - ((end - start) * (i - first)) / Math.max(1, last - first);
  }
  return sum / rateHz;
}

/**
 * Electrical axis of a wave in the frontal plane, −180…180°: the vector that fits the net areas of the limb leads
 * present best in the least-squares sense (with I and aVF alone: atan2(2/√3·aVF, I)). Null with fewer than two
 * leads, or when the vector is too small to have a direction.
 */
export function axisDeg(
  rows: Partial<Record<Lead, Float32Array>>,
  rateHz: number,
  waves: VotedWaves,
  wave: 'p' | 'qrs' | 't',
): number | null {
  const from = waves[`${wave}Onset`];
  const to = waves[`${wave}Offset`];
  if (from === null || to === null) return null;
  const scale = rateHz / WORKING_RATE_HZ;
  let cc = 0;
  let cs = 0;
  let ss = 0;
  let cv = 0;
  let sv = 0;
  for (const [lead, deg, strength] of FRONTAL) {
    const row = rows[lead];
    if (row === undefined) continue;
    const area = netArea(row, from * scale, to * scale, rateHz, wave === 'p');
    if (Number.isNaN(area)) continue;
    const c = strength * Math.cos((deg * Math.PI) / 180);
    const s = strength * Math.sin((deg * Math.PI) / 180);
    cc += c * c;
    cs += c * s;
    ss += s * s;
    cv += c * area;
    sv += s * area;
  }
  const determinant = cc * ss - cs * cs;
  if (determinant < 1e-6) return null;
  const x = (ss * cv - cs * sv) / determinant;
  const y = (cc * sv - cs * cv) / determinant;
  return Math.hypot(x, y) < MIN_AREA[wave] ? null : (Math.atan2(y, x) * 180) / Math.PI;
}
