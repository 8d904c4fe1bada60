import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Digitized, PrintedCalibration } from '../../functions/digitize/types.ts';
import { withPrint } from '../../functions/digitize/with-print.ts';
import { ok } from '../../functions/problems.ts';
import { digitized } from '../worker/fake-stages.ts';

/** A page that is always read the same way, with what it was read with and how often its print was asked. */
function pageReading(answer: Digitized, print: PrintedCalibration) {
  const readWith: PrintedCalibration[] = [];
  let asked = 0;
  const read = async (printed: PrintedCalibration) => {
    readWith.push(printed);
    return ok(answer);
  };
  const readPrint = async () => {
    asked++;
    return print;
  };
  return { read, readPrint, readWith, asked: () => asked };
}

const FAST = { speedMmPerS: 50, gainMmPerMv: 5 };
const calibration = { ...FAST, pitchPx: { x: 8, y: 8 }, source: 'grid' } as const;

test('where the traces do not tell the scale, the page is read again with what it prints', async () => {
  const page = pageReading(digitized({ scaleMargin: 1 }), FAST);
  const done = await withPrint(page.read, page.readPrint);
  assert.ok(done.ok);
  assert.deepEqual(page.readWith, [{}, FAST]);
});

test('a print that bears out the reading costs no second one, and leaves no doubt of the calibration', async () => {
  const answer = digitized({ scaleMargin: 1, calibration });
  const page = pageReading(answer, FAST);
  const done = await withPrint(page.read, page.readPrint);
  assert.ok(done.ok && done.value.quality.score > answer.quality.score);
  assert.deepEqual(page.readWith, [{}]);
});

test('a print that says nothing changes nothing', async () => {
  const answer = digitized({ scaleMargin: 1, calibration });
  const page = pageReading(answer, {});
  const done = await withPrint(page.read, page.readPrint);
  assert.ok(done.ok);
  assert.equal(done.value, answer);
});

test('traces that tell the scale leave the print unasked', async () => {
  for (const answer of [digitized({ scaleMargin: 6 }), digitized()]) {
    const page = pageReading(answer, FAST);
    await withPrint(page.read, page.readPrint);
    assert.equal(page.asked(), 0);
  }
});
