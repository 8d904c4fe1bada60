import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concludedReasons } from '../../../functions/digitize/leads/concluded.ts';

/** A lead of a second that misses its first samples. */
const missing = (samples: number) => new Float32Array(500).fill(Number.NaN, 0, samples);

test('leads of which others told a part are named, but for a pen’s width', () => {
  const traced = [
    { lead: 'II', mv: missing(20) },
    { lead: 'III', mv: missing(3) },
    { lead: 'aVF', mv: missing(20) },
    { lead: 'V1', mv: missing(20) },
  ] as const;
  assert.deepEqual(concludedReasons(traced, [missing(0), missing(0), missing(20), missing(0)]), [
    'A part of lead II is concluded from the other limb leads.',
    'A part of lead V1 is concluded from its rhythm strip.',
  ]);
});
