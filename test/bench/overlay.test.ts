import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { drawOverlay } from '../../bench/digitize/overlay.ts';

const dir = await mkdtemp(join(tmpdir(), 'overlay-'));
after(() => rm(dir, { recursive: true }));

test('truth is blue and trace is red, each where it lies, over a paled page', async () => {
  const [widthPx, heightPx] = [120, 90];
  const page = { index: 0, dpi: null, widthPx, heightPx, rgb: new Uint8Array(3 * widthPx * heightPx) };
  const x = Array.from({ length: 100 }, (_, i) => 10 + i);
  const level = (y: number) => ({ lead: 'V1' as const, rhythm: false, x, y });
  const [truth, trace] = [level(70), level(50)];
  await drawOverlay(
    page,
    [{ ...trace, xPx: Float32Array.from(x), yPx: Float32Array.from(x, (at) => (at > 100 ? Number.NaN : 50)) }],
    join(dir, 'a.png'),
    [{ ...truth, xPx: Float64Array.from(x), yPx: new Float64Array(100).fill(70) }],
  );
  const rgb = await sharp(join(dir, 'a.png')).removeAlpha().raw().toBuffer();
  const at = (px: number, py: number) => [...rgb.subarray(3 * (py * widthPx + px), 3 * (py * widthPx + px) + 3)];
  const [red, , blueOfTrace] = at(90, 50);
  assert.ok(red! > 200 && blueOfTrace! < 60, `${at(90, 50)}`);
  const [redOfTruth, , blue] = at(60, 70);
  assert.ok(blue! > 190 && redOfTruth! < 120, `${at(60, 70)}`);
  // Black ink has become grey, and where the trace is missing nothing is drawn.
  assert.deepEqual(at(60, 85), [153, 153, 153]);
  assert.deepEqual(at(105, 50), [153, 153, 153]);
});
