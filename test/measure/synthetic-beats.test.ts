import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LEADS, type Lead, perLead } from '../../functions/leads.ts';
import { measure } from '../../functions/measure/step.ts';
import type { LeadSignals, Measured } from '../../functions/measure/types.ts';
import { synthesise } from '../../synth/synthesise.ts';
import type { Ecg, EcgSpec } from '../../synth/types.ts';

function recording(fields: Partial<EcgSpec>): Ecg {
  return synthesise({ seed: 7, ...fields });
}

function measured(leads: LeadSignals['leads']): Measured {
  const result = measure({ sampleRateHz: 500, leads });
  assert.ok(result.ok);
  return result.value;
}

/** Beats whose QRS lies inside the recording and was not found within 0.1 s, and found beats that are none. */
function mistakes(ecg: Ecg, found: Measured): { missed: number; invented: number } {
  const whole = ecg.truth.beats.filter((beat) => beat.qrs.onsetS > 0.05 && beat.qrs.offsetS < 9.95);
  const near = (a: number, b: number) => Math.abs(a - b) < 0.1;
  return {
    missed: whole.filter((beat) => !found.beats.some((f) => near(f.rPeakS, beat.qrs.peakS))).length,
    invented: found.beats.filter((f) => !ecg.truth.beats.some((beat) => near(f.rPeakS, beat.qrs.peakS))).length,
  };
}

function only(leads: LeadSignals['leads'], keep: (lead: Lead, index: number, sample: number) => boolean) {
  return perLead((lead, k) => leads[lead].map((v, i) => (keep(lead, k, i) ? v : Number.NaN)));
}

for (const [name, fields] of Object.entries({
  'sinus rhythm of 25': { rateBpm: 25 },
  'sinus rhythm of 72': { rateBpm: 72 },
  'tachycardia of 220': { rhythm: 'svt', rateBpm: 220 },
  'ventricular tachycardia of 180': { rhythm: 'ventricular-tachycardia', rateBpm: 180 },
  'atrial fibrillation': { rhythm: 'atrial-fibrillation', rateBpm: 95 },
  'ventricular bigeminy': { ventricularEctopy: 'bigeminy' },
  'left bundle branch block': { conduction: 'lbbb' },
  'low voltage': { voltage: 0.35 },
  'wander, mains and muscle noise': { noise: { wanderMv: 0.4, mainsMv: 0.1, mainsHz: 50, muscleMv: 0.05 } },
} satisfies Record<string, Partial<EcgSpec>>)) {
  test(`finds every beat and no other in ${name}`, () => {
    const ecg = recording(fields);
    assert.deepEqual(mistakes(ecg, measured(ecg.leads)), { missed: 0, invented: 0 });
  });
}

test('finds the beats of a 3×4 page with lead II below, where a lead holds 2.5 s', () => {
  const ecg = recording({ rateBpm: 80 });
  const page = only(ecg.leads, (lead, k, i) => lead === 'II' || Math.floor(i / 1250) === Math.floor(k / 3));
  const found = measured(page);
  assert.deepEqual(mistakes(ecg, found), { missed: 0, invented: 0 });
  const v4 = found.leadBeats.V4?.map((beat) => beat.rPeakS) ?? [];
  assert.ok(v4.length >= 2 && v4.every((s) => s > 7.4), 'lead V4 has beats only where the page shows it');
  assert.ok(found.leads.V1?.rMv !== null, 'amplitudes come from the block that holds the lead');
});

test('finds the beats of one lead alone', () => {
  const ecg = recording({ rateBpm: 66 });
  const found = measured(only(ecg.leads, (lead) => lead === 'V5'));
  assert.deepEqual(mistakes(ecg, found), { missed: 0, invented: 0 });
  assert.equal(found.global.qrsAxisDeg, null, 'one lead has no frontal axis');
});

test('gives the rate, the intervals and the axis of the synthesised patient', () => {
  const ecg = recording({ rateBpm: 70, axisDeg: 30, prS: 0.17 });
  const { global } = measured(ecg.leads);
  const truth = ecg.truth.measurements;
  const within = (found: number | null, expected: number | null, tolerance: number, what: string) =>
    assert.ok(
      found !== null && expected !== null && Math.abs(found - expected) <= tolerance,
      `${what}: ${found} for ${expected}`,
    );
  within(global.heartRateBpm, truth.heartRateBpm, 1, 'rate');
  within(global.prMs, truth.prMs, 16, 'PR');
  within(global.qrsMs, truth.qrsMs, 26, 'QRS');
  within(global.qtMs, truth.qtMs, 26, 'QT');
  within(global.qrsAxisDeg, truth.qrsAxisDeg, 5, 'QRS axis');
  within(global.tAxisDeg, truth.tAxisDeg, 10, 'T axis');
});

test('gives no PR interval in atrial fibrillation', () => {
  const { global } = measured(recording({ rhythm: 'atrial-fibrillation', rateBpm: 90 }).leads);
  assert.equal(global.prMs, null);
  assert.equal(global.pAxisDeg, null);
});

test('shows ST elevation in the leads of its territory', () => {
  const { leads } = measured(recording({ stElevation: 'inferior', stElevationMv: 0.25 }).leads);
  assert.ok((leads.III?.stJ60Mv ?? 0) > 0.12);
  assert.ok((leads.aVL?.stJ60Mv ?? 1) < 0.05);
});

test('tells a paced rhythm by its spikes and a natural one by their absence', () => {
  assert.equal(measured(recording({ rhythm: 'ventricular-paced' }).leads).pacing.paced, true);
  assert.equal(measured(recording({ rhythm: 'sinus' }).leads).pacing.paced, false);
});

test('beats of another shape form a group of their own', () => {
  const ecg = recording({ ventricularEctopy: 'trigeminy' });
  const found = measured(ecg.leads);
  for (const beat of found.beats) {
    const truth = ecg.truth.beats.find((t) => Math.abs(t.qrs.peakS - beat.rPeakS) < 0.1);
    if (truth) assert.equal(beat.group === 0, truth.class === 'N', `beat at ${beat.rPeakS.toFixed(2)} s`);
  }
});

test('every lead that holds samples is among the twelve of the report', () => {
  const found = measured(recording({}).leads);
  assert.deepEqual(Object.keys(found.leads), [...LEADS]);
});
