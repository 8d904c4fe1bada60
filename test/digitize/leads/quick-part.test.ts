import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quickPart } from '../../../functions/digitize/leads/quick-part.ts';

test('a wave that is slow goes, a stroke that is quick stays, and so does what is missing', () => {
  const slow = Float32Array.from({ length: 2500 }, (_, i) => 0.5 * Math.sin((2 * Math.PI * i) / 2500));
  const both = slow.map((value, i) => (i === 1000 ? Number.NaN : value + (i >= 1200 && i < 1210 ? 1 : 0)));
  const found = quickPart(both);
  assert.ok(Number.isNaN(found[1000] ?? 0));
  assert.ok(Math.abs((found[1205] ?? 0) - 1) < 0.1, `${found[1205]} of the stroke`);
  const away = [...found.subarray(200, 999), ...found.subarray(1400, 2300)];
  assert.ok(Math.max(...away.map(Math.abs)) < 0.01, 'the slow wave is gone');
});
