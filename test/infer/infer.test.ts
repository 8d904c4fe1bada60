import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { InferenceRuntime } from '../../functions/infer/runtime.ts';
import { loadInferenceRuntime } from '../../functions/infer/runtime.ts';
import { infer } from '../../functions/infer/step.ts';
import type { Inferred } from '../../functions/infer/types.ts';
import { LEADS, type PerLead, perLead } from '../../functions/leads.ts';
import { measure } from '../../functions/measure/step.ts';
import type { Measured } from '../../functions/measure/types.ts';
import { synthesise } from '../../synth/synthesise.ts';
import type { EcgSpec } from '../../synth/types.ts';

const modelsDir = fileURLToPath(new URL('../../models', import.meta.url));

let models: InferenceRuntime;
before(async () => {
  models = await loadInferenceRuntime({ modelsDir });
});
after(() => models.close());

async function inferred(
  leads: PerLead<Float32Array>,
  person: { ageYears?: number; sex?: 'female' | 'male'; quality?: number } = {},
): Promise<Inferred> {
  const signals = { sampleRateHz: 500, leads };
  const measured = measure(signals);
  assert.ok(measured.ok, 'expected measurements');
  const result = await infer({ signals, measured: measured.value, ageYears: null, sex: null, ...person }, models);
  assert.ok(result.ok, 'expected findings');
  return result.value;
}

function ecg(spec: Partial<EcgSpec> = {}): PerLead<Float32Array> {
  return synthesise({ seed: 3, durationS: 10, ...spec }).leads;
}

function page3x4(leads: PerLead<Float32Array>): PerLead<Float32Array> {
  return perLead((lead, index) => {
    const column = Math.floor(index / 3);
    return leads[lead].map((mv, i) => (lead === 'II' || Math.floor(i / 1250) === column ? mv : Number.NaN));
  });
}

function probability(findings: Inferred, code: string): number {
  return findings.diagnoses.find((diagnosis) => diagnosis.code === code)!.probability;
}

test('every statement is answered once, most probable first, as a probability', async () => {
  const { diagnoses } = await inferred(ecg());
  assert.equal(diagnoses.length, 71);
  assert.equal(new Set(diagnoses.map(({ code }) => code)).size, 71);
  diagnoses.forEach(({ probability: p }, i) => {
    assert.ok(p >= 0 && p <= 1);
    assert.ok(i === 0 || p <= diagnoses[i - 1]!.probability);
  });
});

test('left bundle branch block is likelier where it is drawn, and the record is more abnormal', async () => {
  const normal = await inferred(ecg());
  const block = await inferred(ecg({ conduction: 'lbbb' }));
  assert.ok(probability(block, 'CLBBB') > 5 * probability(normal, 'CLBBB'));
  assert.ok(block.detection.score > normal.detection.score);
});

test('what a 3x4+1 page holds is enough: map where the page has a lead, missing elsewhere', async () => {
  const { localization, diagnoses } = await inferred(page3x4(ecg()));
  assert.equal(diagnoses.length, 71);
  assert.ok(localization.leads.V1.subarray(520, 740).every((value) => value >= 0 && value <= 1));
  assert.ok(localization.leads.V1.subarray(0, 490).every(Number.isNaN));
  assert.ok(localization.leads.II.every((value) => value >= 0));
});

test('scaling all leads by two changes little: the networks read shape first', async () => {
  const once = await inferred(ecg());
  const twice = await inferred(perLead((lead) => ecg()[lead].map((mv) => mv * 1.2)));
  assert.ok(Math.abs(once.detection.score - twice.detection.score) < 0.2);
});

test('a recording of 25 s is mapped to its end', async () => {
  const { localization } = await inferred(ecg({ durationS: 25 }));
  assert.equal(localization.leads.I.length, 2500);
  assert.ok(localization.leads.I.every((value) => value >= 0));
});

test('spans lie inside the recording and hold their peak', async () => {
  const { localization } = await inferred(ecg({ conduction: 'lbbb', ventricularEctopy: 'occasional' }));
  for (const { lead, fromS, toS, peak } of localization.spans) {
    assert.ok(fromS >= 0 && toS <= 10 && toS > fromS);
    const inside = localization.leads[lead].subarray(Math.round(fromS * 100), Math.round(toS * 100));
    assert.ok(Math.abs(Math.max(...inside) - peak) < 1e-6);
  }
});

test('a bundle branch block is explained by the QRS complex or what follows it, with leads', async () => {
  const { explanation } = await inferred(ecg({ conduction: 'lbbb' }));
  assert.match(explanation ?? '', /(QRS complex|ST segment and T wave) in .*(I|V\d)/);
});

test('an early broad beat stands out on the map from the beats around it', async () => {
  const { leads, truth } = synthesise({ seed: 5, durationS: 10, ventricularEctopy: 'occasional' });
  const { localization } = await inferred(leads);
  const brightness = (rS: number): number => {
    const from = Math.round((rS - 0.1) * 100);
    const values = LEADS.flatMap((lead) => [...localization.leads[lead].subarray(from, from + 40)]);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const of = (kind: string) =>
    truth.beats
      .filter(({ class: its, qrs }) => its === kind && qrs.peakS > 0.3 && qrs.peakS < 9.5)
      .map(({ qrs }) => brightness(qrs.peakS));
  const [early, usual] = [of('V'), of('N')];
  assert.ok(early.length > 0 && usual.length > 4);
  assert.ok(Math.min(...early) > Math.max(...usual), `${early} against ${usual}`);
});

test('every beat that was measured is classified, with the model that did it', async () => {
  const { beats, models: versions } = await inferred(ecg());
  assert.ok(beats.length >= 10);
  assert.ok(beats.every(({ class: kind, apcProbability: p }) => 'NSVFQ'.includes(kind) && p >= 0 && p <= 1));
  assert.deepEqual(Object.keys(versions).sort(), ['apc', 'restore', 'statements']);
});

test('a paced rhythm is outside the intended use', async () => {
  const { outsideIntendedUse } = await inferred(ecg({ rhythm: 'ventricular-paced', rateBpm: 70 }));
  assert.match(outsideIntendedUse.join(' '), /paced/);
});

test('a child, a poor page and a single lead are said to be outside the intended use', async () => {
  const single = perLead((lead) => (lead === 'II' ? ecg().II : new Float32Array(5000).fill(Number.NaN)));
  const { outsideIntendedUse } = await inferred(single, { ageYears: 7, quality: 0.3 });
  const said = outsideIntendedUse.join(' ');
  assert.match(said, /under 18/);
  assert.match(said, /Only 1 of the 12 leads/);
  assert.match(said, /poor quality/);
});

test('an ordinary adult ECG is inside the intended use', async () => {
  assert.deepEqual((await inferred(ecg(), { ageYears: 60, sex: 'male' })).outsideIntendedUse, []);
});

test('two seconds are too short; nothing at all is empty', async () => {
  const measured = { beats: [], pacing: { spikesS: [], paced: false } } as unknown as Measured;
  const ask = (leads: PerLead<Float32Array>) =>
    infer({ signals: { sampleRateHz: 500, leads }, measured, ageYears: null, sex: null }, models);
  const short = await ask(perLead((lead) => ecg()[lead].slice(0, 1000)));
  const empty = await ask(perLead(() => new Float32Array(5000).fill(Number.NaN)));
  assert.equal(!short.ok && short.problem.code, 'SIGNAL_TOO_SHORT');
  assert.equal(!empty.ok && empty.problem.code, 'SIGNAL_EMPTY');
});

test('missing samples never leak into the findings as NaN', async () => {
  const holes = perLead((lead) => ecg()[lead].map((mv, i) => (i % 700 < 90 ? Number.NaN : mv)));
  const { detection, diagnoses } = await inferred(holes);
  assert.ok(Number.isFinite(detection.score));
  assert.ok(diagnoses.every(({ probability: p }) => Number.isFinite(p)));
  assert.equal(LEADS.length, 12);
});
