import assert from 'node:assert/strict';
import { test } from 'node:test';
import { combShare } from '../../../functions/digitize/grid/grid-period.ts';
import { powerSpectrum } from '../../../functions/digitize/maths/power-spectrum.ts';

const LENGTH = 900;

/** A profile across thin lines every `mmPx`, with thicker ones every fifth. */
function profileOf(mmPx: number): Float32Array {
  const profile = new Float32Array(LENGTH);
  for (let line = 0; line * mmPx < LENGTH - 2; line++) {
    const at = line * mmPx;
    const height = line % 5 === 0 ? 1 : 0.5;
    const low = Math.floor(at);
    profile[low] = height * (1 - (at - low));
    profile[low + 1] = height * (at - low);
  }
  const mean = profile.reduce((sum, v) => sum + v, 0) / LENGTH;
  return profile.map((v) => v - mean);
}

test('a comb explains the lines of its own grid, not those of one that is 2.5 or 5/3 times as coarse', () => {
  const spectrum = powerSpectrum(profileOf(11.17));
  const share = (mmPx: number) => combShare(spectrum, mmPx, LENGTH);
  assert.ok(share(11.17) > 2 * share((11.17 * 3) / 5), `${share(11.17)} ${share((11.17 * 3) / 5)}`);
  assert.ok(share(11.17) > 2 * share((11.17 * 2) / 5), `${share(11.17)} ${share((11.17 * 2) / 5)}`);
});
