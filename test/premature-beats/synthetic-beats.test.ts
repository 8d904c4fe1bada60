import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyBeats } from '../../functions/infer/premature-beats/step.ts';
import type { ClassifiedBeat } from '../../functions/infer/types.ts';
import { perLead } from '../../functions/leads.ts';
import { measure } from '../../functions/measure/step.ts';
import { synthesise } from '../../synth/synthesise.ts';
import type { Ecg, EcgSpec } from '../../synth/types.ts';

function classified(ecg: Ecg, keep: readonly string[] | 'all' = 'all'): ClassifiedBeat[] {
  const leads = perLead((lead) =>
    keep === 'all' || keep.includes(lead) ? ecg.leads[lead] : new Float32Array(ecg.leads[lead].length).fill(Number.NaN),
  );
  const measured = measure({ sampleRateHz: 500, leads });
  assert.ok(measured.ok);
  return classifyBeats({ sampleRateHz: 500, leads }, measured.value);
}

function recording(fields: Partial<EcgSpec>): Ecg {
  return synthesise({ seed: 11, durationS: 60, rateBpm: 70, ...fields });
}

/** Of the beats of a true class that were found, the share given that class. */
function recall(ecg: Ecg, beats: readonly ClassifiedBeat[], of: 'N' | 'S' | 'V'): number {
  const pairs = ecg.truth.beats.flatMap((truth) => {
    const found = beats.find((beat) => Math.abs(beat.timeS - truth.qrs.peakS) < 0.1);
    return found && truth.class === of ? [found.class] : [];
  });
  assert.ok(pairs.length > 0, `the recording has beats of class ${of}`);
  return pairs.filter((c) => c === of).length / pairs.length;
}

test('a regular rhythm has normal beats alone', () => {
  const beats = classified(recording({}));
  assert.ok(beats.length > 60);
  assert.ok(beats.every((beat) => beat.class === 'N'));
  assert.ok(beats.every((beat) => beat.apcProbability < 0.3));
});

test('premature atrial beats are found among normal ones, with a higher probability than theirs', () => {
  const ecg = recording({ atrialEctopy: 'occasional' });
  const beats = classified(ecg);
  assert.ok(recall(ecg, beats, 'S') >= 0.7, `${recall(ecg, beats, 'S')}`);
  assert.ok(recall(ecg, beats, 'N') >= 0.95, `${recall(ecg, beats, 'N')}`);
});

test('premature ventricular beats are V, also in one lead alone', () => {
  const ecg = recording({ ventricularEctopy: 'occasional' });
  for (const keep of ['all', ['II']] as const) {
    const beats = classified(ecg, keep);
    assert.ok(recall(ecg, beats, 'V') >= 0.8, `${recall(ecg, beats, 'V')} of ${keep}`);
    assert.ok(recall(ecg, beats, 'N') >= 0.95);
  }
});

test('in fibrillation no beat is called premature atrial', () => {
  const beats = classified(recording({ rhythm: 'atrial-fibrillation', rateBpm: 85 }));
  assert.ok(beats.filter((beat) => beat.class === 'S').length <= 0.05 * beats.length);
});

test('every beat says how much P, QRS and T weighed', () => {
  for (const beat of classified(recording({ durationS: 10 }))) {
    for (const weight of Object.values(beat.attention)) assert.ok(weight >= 0 && weight <= 2);
    assert.ok(beat.apcProbability >= 0 && beat.apcProbability <= 1);
  }
});

test('a recording without beats has none to classify', () => {
  const leads = perLead(() => new Float32Array(5000));
  const measured = measure({ sampleRateHz: 500, leads });
  assert.ok(measured.ok);
  assert.deepEqual(classifyBeats({ sampleRateHz: 500, leads }, measured.value), []);
});

test('two beats are enough for an answer', () => {
  const ecg = synthesise({ seed: 2, rateBpm: 40 });
  const leads = perLead((lead) => ecg.leads[lead].subarray(0, 1500));
  const measured = measure({ sampleRateHz: 500, leads });
  assert.ok(measured.ok);
  const beats = classifyBeats({ sampleRateHz: 500, leads }, measured.value);
  assert.equal(beats.length, measured.value.beats.length);
  assert.ok(beats.every((beat) => Number.isFinite(beat.apcProbability)));
});
