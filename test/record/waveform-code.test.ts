import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeWaveform, encodeWaveform } from '../../functions/record/waveform-code.ts';

test('a page of twelve leads comes back within half a microvolt, missing samples missing, in a sixth of its size', async () => {
  const leads = Array.from({ length: 12 }, (_, lead) => {
    const mv = Float32Array.from({ length: 5000 }, (_, i) => Math.sin(i / 30 + lead) + ((i * 7919) % 13) / 2000);
    mv.fill(Number.NaN, 100 * lead, 100 * lead + 40);
    return { lead: `V${lead}`, startS: lead * 2.5, mv };
  });
  const waveform = { sampleRateHz: 500, leads, rhythm: [{ lead: 'II', startS: 0, mv: new Float32Array([-32, 31.9]) }] };
  const bytes = await encodeWaveform(waveform);
  const back = await decodeWaveform(bytes);
  assert.equal(back.sampleRateHz, 500);
  for (const [at, trace] of back.leads.entries()) {
    const { lead, startS, mv } = leads[at]!;
    assert.deepEqual([trace.lead, trace.startS, trace.mv.length], [lead, startS, mv.length]);
    assert.ok(
      mv.every((sample, i) =>
        Number.isNaN(sample) ? Number.isNaN(trace.mv[i]) : Math.abs(sample - trace.mv[i]!) < 0.00051,
      ),
    );
  }
  assert.ok(Math.abs(back.rhythm[0]!.mv[0]! + 32) < 0.001);
  assert.ok(bytes.length < (12 * 5000 * 4) / 3, `${bytes.length} bytes`);
});

test('a signal beyond 32 mV keeps its height in larger steps', async () => {
  const mv = new Float32Array([0, 100, -250, Number.NaN]);
  const back = await decodeWaveform(
    await encodeWaveform({ sampleRateHz: 250, leads: [{ lead: 'I', startS: 0, mv }], rhythm: [] }),
  );
  const [, high, low, missing] = back.leads[0]!.mv;
  assert.ok(Math.abs(high! - 100) < 0.005 && Math.abs(low! + 250) < 0.005);
  assert.ok(Number.isNaN(missing));
});

test('nothing but missing samples, and no samples at all', async () => {
  const leads = [
    { lead: 'I', startS: 0, mv: new Float32Array(3).fill(Number.NaN) },
    { lead: 'II', startS: 0, mv: new Float32Array(0) },
  ];
  const back = await decodeWaveform(await encodeWaveform({ sampleRateHz: 500, leads, rhythm: [] }));
  assert.deepEqual(back.leads, leads);
});
