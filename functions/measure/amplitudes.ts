import type { LeadMeasurements } from './types.ts';
import type { VotedWaves } from './wave-vote.ts';
import { WORKING_RATE_HZ } from './working-signals.ts';

/** A deflection below this is no Q, R or S wave (CSE 1985: 20 µV, at least 6 ms). */
const MIN_WAVE_MV = 0.02;

/** The extreme of a row between two positions (samples of the row): its value farthest from 0. */
function extreme(row: Float32Array, from: number, to: number): number | null {
  let best = 0;
  for (let i = Math.ceil(from); i <= to; i++) {
    const value = row[i] as number;
    if (Number.isNaN(value)) return null;
    if (Math.abs(value) > Math.abs(best)) best = value;
  }
  return best;
}

function at(row: Float32Array, position: number): number | null {
  const value = row[Math.round(position)] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}

/** Q, R and S: the highest point, the lowest before it, the lowest after it; a QS complex has its depth as Q. */
function qrsWaves(row: Float32Array, from: number, to: number): Pick<LeadMeasurements, 'qMv' | 'rMv' | 'sMv'> {
  const first = Math.ceil(from);
  const last = Math.floor(to);
  let top = first;
  for (let i = first; i <= last; i++) {
    if (Number.isNaN(row[i] as number)) return { qMv: null, rMv: null, sMv: null };
    if ((row[i] as number) > (row[top] as number)) top = i;
  }
  const hasR = (row[top] as number) >= MIN_WAVE_MV;
  const lowest = (a: number, b: number): number => {
    let low = 0;
    for (let i = a; i <= b; i++) low = Math.min(low, row[i] as number);
    return low <= -MIN_WAVE_MV ? low : 0;
  };
  if (!hasR) return { qMv: lowest(first, last), rMv: 0, sMv: 0 };
  return { qMv: lowest(first, top), rMv: row[top] as number, sMv: lowest(top, last) };
}

/**
 * Amplitudes of one lead's median beat (PR segment at 0 mV). The borders are the global ones, since a lead's own
 * J point may come early; P and T are null where the beat has no such wave.
 */
export function amplitudesOf(row: Float32Array, rateHz: number, waves: VotedWaves): LeadMeasurements {
  const scale = rateHz / WORKING_RATE_HZ;
  const { pOnset, pOffset, qrsOnset, qrsOffset, tOnset, tOffset } = waves;
  const span = (from: number | null, to: number | null) =>
    from === null || to === null ? null : extreme(row, from * scale, to * scale);
  const jPlus = (ms: number) => (qrsOffset === null ? null : at(row, qrsOffset * scale + (ms / 1000) * rateHz));
  const qrs =
    qrsOnset === null || qrsOffset === null
      ? { qMv: null, rMv: null, sMv: null }
      : qrsWaves(row, qrsOnset * scale, qrsOffset * scale);
  return {
    pMv: span(pOnset, pOffset),
    ...qrs,
    tMv: span(tOnset, tOffset),
    stJMv: jPlus(0),
    stJ60Mv: jPlus(60),
    stJ80Mv: jPlus(80),
  };
}
