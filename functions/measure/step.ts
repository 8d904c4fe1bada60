import { LEADS, type Lead } from '../leads.ts';
import { fail, ok, type Result } from '../problems.ts';
import { amplitudesOf } from './amplitudes.ts';
import { axisDeg } from './axes.ts';
import { groupBeats } from './beat-groups.ts';
import { beatOf, beatTimes } from './beat-times.ts';
import { CENTRE } from './beat-window.ts';
import { delineate } from './delineation.ts';
import { intervals } from './intervals.ts';
import { medianRows } from './median-beats.ts';
import { isPaced } from './paced.ts';
import { prevailingRrMs } from './prevailing-rr.ts';
import { qrsEnergy } from './qrs-energy.ts';
import { rPeaks } from './r-peaks.ts';
import { rhythmStatistics } from './rhythm-statistics.ts';
import type { LeadMeasurements, LeadSignals, Measured } from './types.ts';
import { votedWaves } from './wave-vote.ts';
import { type WaveWeights, waveWeights } from './wave-weights.ts';
import { WORKING_RATE_HZ, workingSignals } from './working-signals.ts';

/** Shortest recording that is measured; 2.5 s of paper may lose a few columns. */
const MIN_RECORDING_S = 2.3;

const NOTHING = {
  global: {
    heartRateBpm: null,
    rrMs: null,
    pMs: null,
    prMs: null,
    qrsMs: null,
    qtMs: null,
    qtcMs: null,
    qtcFridericiaMs: null,
    qtcFraminghamMs: null,
    qtcHodgesMs: null,
    pAxisDeg: null,
    qrsAxisDeg: null,
    tAxisDeg: null,
  },
  beats: [],
  leadBeats: {},
  leads: {},
  medianBeats: null,
  rhythm: null,
} as const;

/**
 * The step *measure*: finds the beats of a recording of any of the twelve leads (2.5 s to hours, 100 Hz or more),
 * delineates P, QRS and T, and measures the median beat. A recording without recognisable beats is an answer with no
 * beats and null values. SIGNAL_EMPTY when no lead holds samples, SIGNAL_TOO_SHORT below 2.3 s.
 */
export function measure(signals: LeadSignals, weights: WaveWeights = waveWeights()): Result<Measured> {
  const started = performance.now();
  const samples = Math.max(...LEADS.map((lead) => signals.leads[lead].length));
  if (!LEADS.some((lead) => signals.leads[lead].some((value) => !Number.isNaN(value)))) return fail('SIGNAL_EMPTY');
  if (samples < MIN_RECORDING_S * signals.sampleRateHz) return fail('SIGNAL_TOO_SHORT');
  const working = workingSignals(signals);
  const fiducials = rPeaks(qrsEnergy(working));
  const spikesS = working.pacingSpikesS;
  if (fiducials.length === 0) {
    const timings = { totalMs: performance.now() - started };
    return ok({ ...NOTHING, pacing: { spikesS, paced: false }, timings });
  }
  const groups = groupBeats(working.leads, fiducials);
  const delineation = delineate(working, groups, weights);
  const { beats, leadBeats } = beatTimes(delineation.beats);
  const voted = delineation.dominant.map((waves) => votedWaves(waves.values()));
  const typical = voted[voted.length >> 1] ?? votedWaves([]);
  const rate = signals.sampleRateHz;
  const members = beats.flatMap((beat, k) => (beat.group === 0 ? [k] : []));
  const onsetBeforeS = (CENTRE - (typical.qrsOnset ?? CENTRE - 0.05 * WORKING_RATE_HZ)) / WORKING_RATE_HZ;
  const rows = medianRows(
    working,
    beats.map((beat) => beat.rPeakS),
    members,
    onsetBeforeS,
  );
  const leads: Partial<Record<Lead, LeadMeasurements>> = {};
  for (const lead of LEADS) {
    const row = rows[lead];
    if (row !== undefined) leads[lead] = amplitudesOf(row, rate, typical);
  }
  return ok({
    beats,
    leadBeats,
    global: {
      ...intervals(voted, prevailingRrMs(beats)),
      pAxisDeg: axisDeg(rows, rate, typical, 'p'),
      qrsAxisDeg: axisDeg(rows, rate, typical, 'qrs'),
      tAxisDeg: axisDeg(rows, rate, typical, 't'),
    },
    leads,
    medianBeats: {
      sampleRateHz: rate,
      fiducial: Math.round((CENTRE / WORKING_RATE_HZ) * rate),
      leads: rows,
      waves: beatOf(typical, CENTRE, 0, Number.POSITIVE_INFINITY),
    },
    rhythm: rhythmStatistics(beats),
    pacing: { spikesS, paced: isPaced(spikesS, beats) },
    timings: { totalMs: performance.now() - started },
  });
}
