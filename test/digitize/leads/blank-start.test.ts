import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromFirstTrace } from '../../../functions/digitize/leads/blank-start.ts';
import type { BlockSignal } from '../../../functions/digitize/leads/lead-cut.ts';

/** A block of 1,000 samples that is blank for the first `blank`. */
function block(startS: number, blank: number): BlockSignal {
  const mv = Float32Array.from({ length: 1000 }, (_, k) => (k < blank ? Number.NaN : k));
  const reading = { line: { startX: 50, stepPx: 0.4, y: mv.slice() } };
  return { startS, mv, rhythm: false, reading } as unknown as BlockSignal;
}

test('what no row shows at the start is taken off, and later columns begin so much earlier', () => {
  const done = fromFirstTrace([block(0, 150), block(0, 152), block(0, 151), block(0, 150), block(2.3, 0)]);
  assert.deepEqual(
    done.map(({ startS }) => Math.round(1000 * startS)),
    [0, 0, 0, 0, 2000],
  );
  assert.deepEqual(
    done.map(({ mv }) => mv.length),
    [850, 850, 850, 850, 1000],
  );
  assert.equal(done[0]?.mv[0], 150);
  assert.equal(done[0]?.reading.line.startX, 110);
  assert.equal(done[0]?.reading.line.y.length, 850);
});

test('one row with the remains of its name does not keep the others waiting', () => {
  const done = fromFirstTrace([block(0, 0), block(0, 150), block(0, 150), block(0, 150), block(0, 150)]);
  assert.equal(done[1]?.mv.length, 850);
});

test('short blanks, and those of few rows, stay', () => {
  const few = [block(0, 150), block(0, 0), block(0, 3)];
  assert.deepEqual(fromFirstTrace(few), few);
  const short = [block(0, 20), block(0, 22)];
  assert.deepEqual(fromFirstTrace(short), short);
});
