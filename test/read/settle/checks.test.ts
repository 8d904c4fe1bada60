import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ageOnDay, settleAge } from '../../../functions/read/settle/age-at.ts';
import { checkFields } from '../../../functions/read/settle/checks.ts';
import { recheck } from '../../../functions/read/settle/recheck.ts';
import type { Confirmed } from '../../../functions/read/settle/settle-fields.ts';
import { FIELD_NAMES, type Field, type FieldName } from '../../../functions/read/types.ts';

function checked(values: Partial<Record<FieldName, number>>, confidence = 0.9): Record<FieldName, Field> {
  const fields = FIELD_NAMES.map((name): [FieldName, Field] => {
    const value = values[name];
    return [name, value === undefined ? { value: null, reason: 'absent' } : { value, confidence }];
  });
  return checkFields(Object.fromEntries(fields) as Record<FieldName, Field>);
}

test('QTc that follows from QT and rate by any common formula is believed', () => {
  for (const qtcMs of [457, 434, 431, 434]) {
    assert.equal(checked({ heartRateBpm: 82, qtMs: 392, qtcMs }).qtcMs.value, qtcMs, `QTc ${qtcMs}`);
  }
});

test('QTc that follows from none is inconsistent, and so are its doubtful sources', () => {
  const fields = checked({ heartRateBpm: 82, qtMs: 392, qtcMs: 557 });
  assert.deepEqual([fields.qtcMs.value, fields.qtcMs.reason], [null, 'inconsistent']);
  assert.equal(fields.qtMs.value, null);
});

test('a rate that its RR confirms survives a wrong QTc', () => {
  const fields = checked({ heartRateBpm: 75, rrMs: 800, qtMs: 392, qtcMs: 557 });
  assert.equal(fields.heartRateBpm.value, 75);
});

test('a rate against its RR is inconsistent', () => {
  const fields = checked({ heartRateBpm: 92, rrMs: 800 });
  assert.deepEqual([fields.heartRateBpm.value, fields.rrMs.value], [null, null]);
  assert.equal(fields.heartRateBpm.reason, 'inconsistent');
});

test('values that no heart has are unreadable', () => {
  const fields = checked({ heartRateBpm: 992, prMs: 16, qrsMs: 920, qrsAxisDeg: 410 });
  for (const name of ['heartRateBpm', 'prMs', 'qrsMs', 'qrsAxisDeg'] as const) {
    assert.deepEqual([fields[name].value, fields[name].reason], [null, 'unreadable'], name);
  }
});

test('RV5 and SV1 that do not add up to their printed sum are all three inconsistent', () => {
  assert.equal(checked({ rv5Mv: 1.485, sv1Mv: 0.69, rv5PlusSv1Mv: 2.175 }).rv5Mv.value, 1.485);
  assert.equal(checked({ rv5Mv: 1.5, sv1Mv: 0.7, rv5PlusSv1Mv: 2.1 }).rv5Mv.value, 1.5, 'rounded to tenths');
  const fields = checked({ rv5Mv: 1.485, sv1Mv: 0.69, rv5PlusSv1Mv: 2.775 });
  for (const name of ['rv5Mv', 'sv1Mv', 'rv5PlusSv1Mv'] as const)
    assert.equal(fields[name].reason, 'inconsistent', name);
});

test('a contradicted value says what it contradicts and stays as an alternative', () => {
  const { rrMs } = checked({ heartRateBpm: 92, rrMs: 800 });
  assert.match(rrMs.contradiction ?? '', /60,000/);
  assert.deepEqual(rrMs.alternatives, [{ value: 800, confidence: 0.9 }]);
});

test('an age that does not follow from the dates is inconsistent; without one it is computed', () => {
  const born = (date: string): Confirmed[] => [
    {
      sighting: { field: 'acquiredAt', words: [], numeric: false, parse: () => null, rank: 2 },
      field: { value: date, confidence: 0.9 },
    },
  ];
  const acquired: Field = { value: '2020-08-06T10:24', confidence: 0.9 };
  assert.equal(settleAge({ value: 57, confidence: 0.9 }, born('1962-10-19'), acquired).value, 57);
  assert.equal(settleAge({ value: 87, confidence: 0.9 }, born('1962-10-19'), acquired).reason, 'inconsistent');
  assert.equal(settleAge({ value: null, reason: 'absent' }, born('1962-10-19'), acquired).value, 57);
  assert.equal(settleAge({ value: null, reason: 'unreadable' }, born('1962-10-19'), acquired).value, null);
});

test('an age that was computed follows a corrected date of recording, as far as the forgotten birth date allows', () => {
  const age: Field = { value: 57, confidence: 0.9, computedOn: '2020-08-06' };
  assert.equal(ageOnDay(age, '2018-08-06T09:00').value, 55);
  const earlier = ageOnDay(age, '2018-03-01T09:00');
  assert.deepEqual([earlier.value, earlier.reason], [null, 'inconsistent']);
  assert.deepEqual(
    earlier.alternatives?.map(({ value }) => value),
    [55, 54],
  );
  assert.deepEqual(
    ageOnDay(age, '2020-12-01').alternatives?.map(({ value }) => value),
    [57, 58],
  );
  assert.equal(ageOnDay(age, null).value, null);
  assert.equal(ageOnDay({ value: 57, confidence: 0.9 }, '2018-03-01').value, 57);
});

test('correcting the date takes the computed age along, unless a person set the age', () => {
  const fields = checked({});
  const settled = { ...fields, ageYears: { value: 57, confidence: 0.9, computedOn: '2020-08-06' } };
  const printed = { fields: settled, settled, timings: { totalMs: 0 } };
  const corrected = (values: [FieldName, unknown][]) => recheck(printed, new Map(values)).fields.ageYears.value;
  assert.equal(corrected([['acquiredAt', '2019-08-06']]), 56);
  assert.equal(
    corrected([
      ['acquiredAt', '2019-08-06'],
      ['ageYears', 57],
    ]),
    57,
  );
  assert.equal(corrected([['sex', 'male']]), 57);
});

test('a QRS longer than its QT takes both down', () => {
  const fields = checked({ qrsMs: 230, qtMs: 210 });
  assert.deepEqual([fields.qrsMs.value, fields.qtMs.value], [null, null]);
});
