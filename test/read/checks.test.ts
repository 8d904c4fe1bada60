import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkFields } from '../../functions/read/checks.ts';
import { FIELD_NAMES, type Field, type FieldName } from '../../functions/read/types.ts';

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

test('a QRS longer than its QT takes both down', () => {
  const fields = checked({ qrsMs: 230, qtMs: 210 });
  assert.deepEqual([fields.qrsMs.value, fields.qtMs.value], [null, null]);
});
