import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prevailingRrMs } from '../../functions/measure/prevailing-rr.ts';
import type { Beat } from '../../functions/measure/types.ts';

function beatsAt(...timesS: number[]): Beat[] {
  return timesS.map((rPeakS) => ({ rPeakS }) as Beat);
}

test('one false detection at the edge of the page leaves the rate alone', () => {
  const rrMs = prevailingRrMs(beatsAt(0.1, 0.4, 1.4, 2.4, 3.4, 4.4, 5.4));
  assert.ok(rrMs !== null && Math.abs(rrMs - 1000) < 1e-6);
});

test('in an irregular rhythm every interval counts', () => {
  const rrMs = prevailingRrMs(beatsAt(0, 0.5, 1.5, 2.2, 3.4, 4));
  assert.ok(rrMs !== null && Math.abs(rrMs - 800) < 1e-6);
});

test('one beat has no interval', () => {
  assert.equal(prevailingRrMs(beatsAt(1)), null);
});
