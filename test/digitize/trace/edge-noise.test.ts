import assert from 'node:assert/strict';
import { test } from 'node:test';
import { believedUpTo, edgeNoise } from '../../../functions/digitize/trace/edge-noise.ts';
import type { RowTrace } from '../../../functions/digitize/trace/row-trace.ts';
import { seededRandom } from '../../../synth/random.ts';

/** A level trace of 2,000 columns whose edges each stray by `noisePx`, and move up and down together by `signalPx`. */
function trace(noisePx: number, signalPx = 0): RowTrace {
  const random = seededRandom(7);
  const middle = Float32Array.from({ length: 2000 }, (_, x) => 100 + signalPx * Math.sin(x / 3));
  const edge = (offset: number) => middle.map((y) => y + offset + noisePx * random.normal());
  return {
    firstColumn: 0,
    edgeY: new Float32Array(2001),
    upperY: edge(-1.5),
    lowerY: edge(1.5),
    gap: new Uint8Array(2000),
    strokePx: 3,
    score: 0,
  };
}

test('the noise of the middle is told from that of the edges', () => {
  const noise = edgeNoise([trace(0.1)]);
  // The mean of two edges.
  const expected = 0.1 / Math.SQRT2;
  assert.ok(noise !== null && Math.abs(noise.usualPx - expected) < 0.1 * expected, `${noise?.usualPx}`);
  assert.ok(Math.abs(noise.rmsPx - expected) < 0.1 * expected);
});

test('what moves both edges is signal, not noise', () => {
  const noise = edgeNoise([trace(0, 0.5)]);
  assert.ok(noise !== null && noise.usualPx < 1e-4 && noise.rmsPx < 1e-4);
});

test('noisier traces are believed to lower frequencies, within limits', () => {
  const cutoffs = [0, 0.02, 0.1, 0.3, 3].map((px) => believedUpTo(edgeNoise([trace(px)]), 400));
  assert.deepEqual(
    cutoffs,
    cutoffs.toSorted((a, b) => b - a),
  );
  assert.ok(cutoffs[1]! > cutoffs[2]! && cutoffs[2]! > cutoffs[3]!);
  assert.ok(cutoffs.every((cutoff) => cutoff >= 0.2 && cutoff <= 1.1));
});

test('a trace too short to measure is believed', () => {
  assert.equal(believedUpTo(edgeNoise([]), 400), 1.1);
});

test('what belongs to a QRS is believed at any speed and resolution', () => {
  const noise = edgeNoise([trace(3)]);
  assert.equal(believedUpTo(noise, 400), 0.2);
  assert.equal(believedUpTo(noise, 100), 0.55);
});
