import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordedStarts, timeReasons } from '../../../functions/digitize/leads/recorded-starts.ts';

const RATE_HZ = 500;
/** Beats that come neither evenly nor in a pattern, s. */
const UNEVEN = [0.31, 1.18, 2.21, 3.02, 4.07, 4.88, 5.93, 6.7, 7.79, 8.58, 9.61];
const even = (intervalS: number) => Array.from({ length: Math.ceil(10 / intervalS) }, (_, k) => 0.3 + k * intervalS);

/** A lead with a QRS complex of `width` s at every beat. */
function leadOf(beats: readonly number[], width: number): Float32Array {
  return Float32Array.from({ length: 10 * RATE_HZ }, (_, i) =>
    beats.reduce((sum, at) => sum + Math.exp(-0.5 * ((i / RATE_HZ - at) / width) ** 2), 0.02 * Math.sin(i / 90)),
  );
}

/** Four columns of 2.5 s that begin at `onPaper` and hold what was recorded from `from` on. */
function columnsOf(beats: readonly number[], onPaper: readonly number[], from: readonly number[]) {
  const leads = [0.012, 0.02, 0.016].map((width) => leadOf(beats, width));
  return onPaper.map((startS, k) => {
    const first = Math.round((from[k] ?? 0) * RATE_HZ);
    return leads.map((mv) => ({ startS, mv: mv.subarray(first, first + 2.5 * RATE_HZ) }));
  });
}

const stripOf = (beats: readonly number[]) => [{ startS: 0, mv: leadOf(beats, 0.014) }];
const ONE_BY_ONE = [0, 2.5, 5, 7.5];
const AT_ONCE = [0, 0, 0, 0];

test('columns that go on where the one before them stopped begin at their place', () => {
  const columns = columnsOf(UNEVEN, ONE_BY_ONE, ONE_BY_ONE);
  assert.equal(recordedStarts(columns, stripOf(UNEVEN)), null);
  assert.equal(recordedStarts(columns, []), null);
});

test('a gap on paper is no time where the beats of a strip say so', () => {
  const apart = [0, 2.62, 5.24, 7.86];
  assert.deepEqual(recordedStarts(columnsOf(UNEVEN, apart, ONE_BY_ONE), stripOf(UNEVEN)), ONE_BY_ONE);
  assert.equal(recordedStarts(columnsOf(UNEVEN, apart, apart), stripOf(UNEVEN)), null);
});

test('without a strip, gaps between columns as long as carts print a lead for are no time, those between others are', () => {
  const apart = [0, 2.7, 5.4, 8.1];
  const columns = columnsOf(UNEVEN, apart, ONE_BY_ONE);
  assert.deepEqual(recordedStarts(columns, []), ONE_BY_ONE);
  const shorter = columns.map((leads) =>
    leads.map(({ startS, mv }) => ({ startS, mv: mv.subarray(0, 2.3 * RATE_HZ) })),
  );
  assert.equal(recordedStarts(shorter, []), null);
});

test('columns of the same seconds begin at once, with a strip and without', () => {
  const columns = columnsOf(UNEVEN, ONE_BY_ONE, AT_ONCE);
  assert.deepEqual(recordedStarts(columns, stripOf(UNEVEN)), AT_ONCE);
  assert.deepEqual(recordedStarts(columns, []), AT_ONCE);
});

test('columns of the same seconds begin at once where a lattice put them down before they begin', () => {
  const blanks = [0, 20, 40, 60];
  const columns = columnsOf(UNEVEN, ONE_BY_ONE, AT_ONCE).map((leads, k) =>
    leads.map(({ startS, mv }) => ({ startS, mv: Float32Array.from([...new Array(blanks[k]).fill(NaN), ...mv]) })),
  );
  assert.deepEqual(recordedStarts(columns, []), [0, -0.04, -0.08, -0.12]);
});

test('columns of the same seconds begin at once though the beats of two fall on those of the strip by chance', () => {
  const repeating = [0.31, 1.18, 2.21, 2.81, 3.68, 4.71, 5.31, 6.18, 7.21, 8.2, 9.3];
  assert.deepEqual(recordedStarts(columnsOf(repeating, ONE_BY_ONE, AT_ONCE), stripOf(repeating)), AT_ONCE);
  assert.equal(recordedStarts(columnsOf(repeating, ONE_BY_ONE, ONE_BY_ONE), stripOf(repeating)), null);
});

test('columns of one beat each, at one place, are of the same seconds: no heart pauses so long again and again', () => {
  const slow = [1.02, 3.52, 6.02, 8.52];
  assert.deepEqual(recordedStarts(columnsOf(slow, ONE_BY_ONE, AT_ONCE), []), AT_ONCE);
  const elsewhere = [1.02, 3.12, 5.62, 8.92];
  assert.equal(recordedStarts(columnsOf(elsewhere, ONE_BY_ONE, ONE_BY_ONE), []), null);
});

test('an even rhythm that fits the columns tells nothing, one that does not tells columns of the same seconds', () => {
  const fits = even(2.5 / 3);
  assert.equal(recordedStarts(columnsOf(fits, ONE_BY_ONE, ONE_BY_ONE), []), null);
  const breaks = even(0.7);
  assert.deepEqual(recordedStarts(columnsOf(breaks, ONE_BY_ONE, AT_ONCE), []), AT_ONCE);
});

test('a rhythm that fits the columns, but repeats in each of them what varies or breaks between them, tells columns of the same seconds', () => {
  const breaks = even(0.82);
  assert.deepEqual(recordedStarts(columnsOf(breaks, ONE_BY_ONE, AT_ONCE), []), AT_ONCE);
  const varies = [0.3, 1.16, 1.97, 2.8, 3.62, 4.48, 5.3, 6.13, 6.97, 7.79, 8.65, 9.46];
  assert.deepEqual(recordedStarts(columnsOf(varies, ONE_BY_ONE, AT_ONCE), []), AT_ONCE);
  assert.equal(recordedStarts(columnsOf(varies, ONE_BY_ONE, ONE_BY_ONE), []), null);
});

test('two columns as long as a recording show the same seconds where their beats do, however even', () => {
  const leads = [0.012, 0.02, 0.016].map((width) => leadOf(even(0.8), width));
  const columns = [0, 10].map((startS) => leads.map((mv) => ({ startS, mv })));
  assert.deepEqual(recordedStarts(columns, []), [0, 0]);
  const late = leads.map((mv) => ({ startS: 10, mv: mv.subarray(20) }));
  const starts = recordedStarts([columns[0] ?? [], late], []);
  assert.ok(starts !== null && Math.abs((starts[1] ?? 0) - 0.04) < 0.003, 'cut 0.04 s later than names let expect');
  assert.deepEqual(timeReasons([0, 10], starts), ['All columns show the same seconds.']);
  const others = [0.012, 0.02].map((width) => ({ startS: 10, mv: leadOf(UNEVEN, width) }));
  assert.equal(recordedStarts([columns[0] ?? [], others], []), null);
});

test('flat columns, missing samples and a single column say nothing', () => {
  const flat = ONE_BY_ONE.map((startS) => [{ startS, mv: new Float32Array(1250) }]);
  assert.equal(recordedStarts(flat, stripOf(UNEVEN)), null);
  const missing = ONE_BY_ONE.map((startS) => [{ startS, mv: new Float32Array(1250).fill(Number.NaN) }]);
  assert.equal(recordedStarts(missing, []), null);
  assert.equal(recordedStarts(columnsOf(UNEVEN, [0], [0]), stripOf(UNEVEN)), null);
});

test('what is said of times: nothing where they are those of the paper', () => {
  assert.deepEqual(timeReasons([0.4, 2.9, 5.4], [0, 2.5, 5]), []);
  assert.deepEqual(timeReasons([0, 2.6, 5.2], [0, 2.5, 5]), ['Gaps between columns are not counted as time.']);
  assert.deepEqual(timeReasons([0, 2.5, 5], [0, 0, 0]), ['All columns show the same seconds.']);
});
