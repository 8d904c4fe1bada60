import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasOneTone } from '../../../functions/digitize/ink/one-tone.ts';
import { seededRandom } from '../../../synth/random.ts';

const [widthPx, heightPx] = [400, 300];

/** Paper with a black stroke in every tenth row; `noise`: how far its light strays. */
function page(noise: number) {
  const random = seededRandom(3);
  const rgb = Uint8Array.from({ length: widthPx * heightPx * 3 }, (_, i) =>
    Math.floor(i / (3 * widthPx)) % 10 === 0 ? 20 : 240 + random.uniform(-noise, noise),
  );
  return { widthPx, heightPx, rgb };
}

test('drawn pages have paper of one tone, photographs do not', () => {
  assert.equal(hasOneTone(page(0)), true);
  assert.equal(hasOneTone(page(4)), false);
});
