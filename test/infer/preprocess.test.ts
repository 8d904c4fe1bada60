import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { contextRow } from '../../functions/infer/signal/context-row.ts';
import { filterLeads, networkWindow, WINDOW_SAMPLES } from '../../functions/infer/signal/network-window.ts';
import { perLead } from '../../functions/leads.ts';

type Row = (number | null)[];
interface Golden {
  cases: {
    name: string;
    sampleRateHz: number;
    leadsMv: Row[];
    filteredMv: Row[];
    signal: number[][];
    mask: number[][];
    sdMv: number[];
  }[];
  context: { ageYears: number | null; sex: 'female' | null; sdMv: number[]; row: number[] }[];
}

const golden = JSON.parse(
  readFileSync(new URL('../../models/preprocess.golden.json', import.meta.url), 'utf8'),
) as Golden;

function furthest(actual: ArrayLike<number>, expected: ArrayLike<number | null>): number {
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const want = expected[i];
    if (want === null || want === undefined) assert.ok(Number.isNaN(actual[i]), `sample ${i} should be missing`);
    else worst = Math.max(worst, Math.abs((actual[i] as number) - want));
  }
  return worst;
}

for (const example of golden.cases) {
  test(`networks read the same in TypeScript as in training: ${example.name}`, () => {
    const rows = example.leadsMv.map((row) => Float32Array.from(row, (value) => value ?? Number.NaN));
    const leads = perLead((_, index) => rows[index] ?? new Float32Array(0));
    const filtered = filterLeads({ sampleRateHz: example.sampleRateHz, leads });
    const window = networkWindow(filtered, 0);
    example.filteredMv.forEach((expected, lead) => {
      assert.ok(furthest(filtered[lead]!, expected) < 1e-4, `filtered lead ${lead}`);
      const at = lead * WINDOW_SAMPLES;
      const held = example.signal[lead]!.length;
      assert.ok(
        furthest(window.signal.subarray(at, at + held), example.signal[lead]!) < 1e-4,
        `signal of lead ${lead}`,
      );
      assert.deepEqual([...window.mask.subarray(at, at + held)], example.mask[lead]);
      assert.ok(Math.abs(window.sdMv[lead]! - example.sdMv[lead]!) < 1e-5);
      assert.ok(window.mask.subarray(at + held, at + WINDOW_SAMPLES).every((value) => value === 0));
    });
  });
}

test('the context row is the one of training, known or unknown', () => {
  for (const { ageYears, sex, sdMv, row } of golden.context) {
    const actual = contextRow({ ageYears, sex }, Float32Array.from(sdMv), true);
    assert.ok(furthest(actual, row) < 1e-4);
  }
});

test('a lead without variation is missing, not zero volts', () => {
  const leads = perLead(() => new Float32Array(1000).fill(0.2));
  const window = networkWindow(filterLeads({ sampleRateHz: 100, leads }), 0);
  assert.ok(window.mask.every((value) => value === 0));
});
