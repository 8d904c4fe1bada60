import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIELD_NAMES, type Field, type FieldName, type PrintedFacts } from '../../functions/read/types.ts';
import { checkAgainstMeasured } from '../../functions/record/check-against-measured.ts';

function printed(values: Partial<Record<FieldName, number>>): PrintedFacts {
  const fields = FIELD_NAMES.map((name): [FieldName, Field] => {
    const value = values[name];
    return [name, value === undefined ? { value: null, reason: 'absent' } : { value, confidence: 0.9 }];
  });
  return { fields: Object.fromEntries(fields) as PrintedFacts['fields'], timings: { totalMs: 0 } };
}

test('an interval that the waveform contradicts is inconsistent, says why, and stays as an alternative', () => {
  const { qrsMs } = checkAgainstMeasured(printed({ qrsMs: 192 }), { qrsMs: 98, qtMs: 400 }).fields;
  assert.deepEqual([qrsMs.value, qrsMs.reason], [null, 'inconsistent']);
  assert.match(qrsMs.contradiction ?? '', /192 ms.*98 ms/);
  assert.deepEqual(qrsMs.alternatives, [{ value: 192, confidence: 0.9 }]);
});

test('intervals in which programs differ, or that could not be measured, stand', () => {
  const facts = printed({ qrsMs: 92, qtMs: 392 });
  assert.equal(checkAgainstMeasured(facts, { qrsMs: 118, qtMs: 440 }).fields.qrsMs.value, 92);
  assert.equal(checkAgainstMeasured(facts, { qrsMs: 118, qtMs: 440 }).fields.qtMs.value, 392);
  assert.equal(checkAgainstMeasured(facts, { qrsMs: null, qtMs: null }).fields.qtMs.value, 392);
});
