import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packJson, unpackJson } from '../../functions/platform/packed-json.ts';

test('typed arrays keep type, bits and missing samples; everything else is JSON', async () => {
  const value = {
    mv: new Float32Array([0.1, Number.NaN, -3.5]),
    px: new Float64Array([Math.PI, Number.NEGATIVE_INFINITY]),
    bytes: new Uint8Array([1, 2, 255]),
    empty: new Float32Array(0),
    nested: [{ name: 'V1', value: null }, 'text', 3, true],
  };
  assert.deepEqual(await unpackJson(await packJson(value)), value);
});

test('a view into a larger buffer is packed alone', async () => {
  const whole = new Float32Array([1, 2, 3, 4]);
  const unpacked = (await unpackJson(await packJson(whole.subarray(1, 3)))) as Float32Array;
  assert.deepEqual(unpacked, new Float32Array([2, 3]));
});

test('an array that would lose its type is refused', async () => {
  await assert.rejects(packJson({ ids: new BigInt64Array(1) }), /no packing/);
});
