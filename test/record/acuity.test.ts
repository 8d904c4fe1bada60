import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acuityOf } from '../../functions/record/acuity.ts';
import { hasStElevation } from '../../functions/record/st-elevation.ts';
import { inferred, measured, PAGES } from '../worker/fake-stages.ts';

type Global = Parameters<typeof measured>[0];

function acuity(positive: string[], global: Global = {}, stJMv: Record<string, number> = {}, abnormal = false) {
  const base = inferred();
  const diagnoses = positive.map((code) => ({
    code,
    system: 'scp' as const,
    name: code,
    probability: 0.9,
    positive: true,
  }));
  const m = measured(global);
  const leads = Object.fromEntries(
    Object.entries(m.leads).map(([lead, row]) => [lead, { ...row, stJMv: stJMv[lead] ?? 0 }]),
  );
  const results = {
    tenantId: '',
    studyId: '',
    revision: 1,
    ingested: PAGES,
    digitized: null,
    printed: null,
    measured: { ...m, leads },
    inferred: { ...base, diagnoses, detection: { ...base.detection, abnormal } },
    corrections: new Map(),
  };
  return acuityOf(results, { ageYears: 60, sex: 'male', acquiredAt: null });
}

test('what must be read now comes before what must be read soon', () => {
  assert.equal(acuity(['NORM', 'SR']), 0);
  assert.equal(acuity([], {}, {}, true), 1);
  assert.equal(acuity(['LVH']), 1);
  assert.equal(acuity(['AFIB']), 2);
  assert.equal(acuity(['IMI']), 2, 'an infarction that may be old');
  assert.equal(acuity(['IMI'], {}, { II: 0.15, aVF: 0.2, III: 0.25 }), 3, 'with ST elevation in its leads');
  assert.equal(acuity([], {}, { II: 0.15, aVF: 0.2 }), 0, 'elevation alone, as in early repolarisation');
  assert.equal(acuity(['3AVB']), 3);
  assert.equal(acuity([], { heartRateBpm: 165, qrsMs: 150 }), 3, 'a fast broad rhythm');
  assert.equal(acuity([], { heartRateBpm: 165, qrsMs: 90 }), 2);
  assert.equal(acuity([], { heartRateBpm: 30 }), 3);
  assert.equal(acuity([], { qtcMs: 510 }), 2);
  assert.equal(acuity([], { heartRateBpm: null, qrsMs: null, qtcMs: null }), 0);
});

test('ST elevation counts in two neighbouring leads, in V2 and V3 by age and sex', () => {
  const rows = (heights: Record<string, number>) =>
    Object.fromEntries(Object.entries(heights).map(([lead, stJMv]) => [lead, { ...measured().leads.I!, stJMv }]));
  const man = { ageYears: 60, sex: 'male' } as const;
  assert.equal(hasStElevation(rows({ II: 0.1, aVF: 0.1 }), man), true);
  assert.equal(hasStElevation(rows({ II: 0.2, aVL: 0.2 }), man), false, 'not neighbours');
  assert.equal(hasStElevation(rows({ V2: 0.18, V3: 0.18 }), man), false);
  assert.equal(hasStElevation(rows({ V2: 0.18, V3: 0.18 }), { ageYears: 60, sex: 'female' }), true);
  assert.equal(hasStElevation(rows({ V2: 0.22, V3: 0.22 }), { ageYears: 30, sex: 'male' }), false);
  assert.equal(hasStElevation(rows({ V2: 0.22, V3: 0.22 }), man), true);
});
