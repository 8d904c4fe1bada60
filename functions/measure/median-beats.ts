import type { Lead } from '../leads.ts';
import { CENTRE, WINDOW } from './beat-window.ts';
import { medianInPlace } from './quantile.ts';
import { WORKING_RATE_HZ, type WorkingSignals } from './working-signals.ts';

/** Beats that enter the median at most. */
const MAX_BEATS = 40;
/** The level just before the QRS complex is taken over this time. */
const LEVEL_S = 0.02;
const LEVEL_GAP_S = 0.006;

/** Mean of the samples just before the QRS onset; NaN where samples are missing. */
function levelBefore(samples: Float32Array, onsetS: number, rate: number): number {
  const to = Math.round((onsetS - LEVEL_GAP_S) * rate);
  const from = to - Math.max(2, Math.round(LEVEL_S * rate));
  let sum = 0;
  for (let i = from; i < to; i++) sum += samples[i] ?? Number.NaN;
  return sum / (to - from);
}

/**
 * The sample-wise median of the given beats at the recording's own rate and bandwidth, one row a lead. Baseline
 * wander is taken off first: a straight line from the level before one QRS complex to the level before the next
 * (Meyer & Keiser 1977 use a spline through the same points), so that the PR segment is at 0 mV.
 */
export function medianRows(
  working: WorkingSignals,
  fiducialsS: readonly number[],
  members: readonly number[],
  qrsOnsetBeforeS: number,
): Partial<Record<Lead, Float32Array>> {
  const rate = working.nativeRateHz;
  const length = Math.round((WINDOW / WORKING_RATE_HZ) * rate);
  const before = Math.round((CENTRE / WORKING_RATE_HZ) * rate);
  const rows: Partial<Record<Lead, Float32Array>> = {};
  for (const [lead, samples] of working.native) {
    const levels = fiducialsS.map((s) => levelBefore(samples, s - qrsOnsetBeforeS, rate));
    const usable = members.filter((beat) => !Number.isNaN(levels[beat] as number));
    const stride = Math.max(1, usable.length / MAX_BEATS);
    const chosen = Array.from(
      { length: Math.min(MAX_BEATS, usable.length) },
      (_, k) => usable[Math.floor(k * stride)] as number,
    );
    if (chosen.length === 0) continue;
    const beats = chosen.map((beat) => levelled(samples, rate, fiducialsS, levels, beat, before, length));
    const row = new Float32Array(length);
    const column = new Float64Array(beats.length);
    for (let i = 0; i < length; i++) {
      let present = 0;
      for (const window of beats) {
        const value = window[i] as number;
        if (!Number.isNaN(value)) column[present++] = value;
      }
      row[i] = medianInPlace(column, present);
    }
    rows[lead] = row;
  }
  return rows;
}

/** One beat's window with the line through its own level and its neighbours' levels taken off. */
function levelled(
  samples: Float32Array,
  rate: number,
  fiducialsS: readonly number[],
  levels: readonly number[],
  beat: number,
  before: number,
  length: number,
): Float32Array {
  const at = fiducialsS[beat] as number;
  const level = levels[beat] as number;
  const slopeTo = (other: number): number => {
    const rise = ((levels[other] ?? Number.NaN) - level) / ((fiducialsS[other] ?? Number.NaN) - at);
    return Number.isNaN(rise) ? 0 : rise;
  };
  const slopeBefore = slopeTo(beat - 1);
  const slopeAfter = slopeTo(beat + 1);
  const window = new Float32Array(length);
  const start = at * rate - before;
  for (let i = 0; i < length; i++) {
    const position = start + i;
    const left = Math.floor(position);
    const a = samples[left] ?? Number.NaN;
    const share = position - left;
    const value = share < 1e-6 ? a : a + share * ((samples[left + 1] ?? Number.NaN) - a);
    const sinceS = (i - before) / rate;
    window[i] = value - level - sinceS * (sinceS < 0 ? slopeBefore : slopeAfter);
  }
  return window;
}
