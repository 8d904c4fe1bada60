import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ofFewSources } from '../../../../functions/digitize/trace/joint/few-sources.ts';

const COLUMNS = 240;
const course = (k: number, c: number) => 20 * Math.sin((c * (k + 1)) / (9 + 5 * k) + k);
const load = (k: number, r: number) => Math.cos(1.3 * r * (k + 1) + k);

test('heights that were taken from a neighbouring row are told from what the other rows say', () => {
  const truth = Array.from({ length: 10 }, (_, r) =>
    Float32Array.from({ length: COLUMNS }, (_v, c) => [0, 1, 2].reduce((sum, k) => sum + load(k, r) * course(k, c), 0)),
  );
  const seen = truth.map((row) => row.slice());
  for (let c = 60; c < 80; c++) {
    seen[4]![c] = truth[5]![c]!;
    seen[5]![c] = truth[4]![c]!;
  }
  const found = ofFewSources(seen, 1.7);
  for (const r of [4, 5]) {
    const off = Math.max(...found[r]!.map((y, c) => Math.abs(y - truth[r]![c]!)));
    assert.ok(off < 1, `row ${r} is off by ${off}`);
  }
});
