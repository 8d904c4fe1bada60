import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bar } from '../../../functions/digitize/marks/bars.ts';
import { eraseLetters } from '../../../functions/digitize/marks/erase-letters.ts';
import { emptyPlane, type Plane } from '../../../functions/digitize/maths/plane.ts';

const PITCH = 8;
const AROUND = { threshold: 100, penPx: 3, pitchY: PITCH };
const NAME = { lead: 'V1', xPx: 100, yPx: 60, probability: 0.9 } as const;

function fill({ widthPx, values }: Plane, left: number, top: number, right: number, bottom: number): void {
  for (let y = top; y < bottom; y++) values.fill(255, y * widthPx + left, y * widthPx + right);
}

function inked({ widthPx, values }: Plane, left: number, top: number, right: number, bottom: number): number {
  let count = 0;
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) if ((values[y * widthPx + x] ?? 0) > 0) count++;
  return count;
}

const erase = (ink: Plane, bars: readonly Bar[]) => eraseLetters(ink, [NAME], bars, PITCH, AROUND);

test('letters of a name go, the trace that passes by stays', () => {
  const ink = emptyPlane(200, 120);
  fill(ink, 0, 72, 200, 75);
  fill(ink, 92, 50, 96, 68);
  fill(ink, 104, 50, 108, 68);
  erase(ink, []);
  assert.equal(inked(ink, 90, 48, 110, 70), 0);
  assert.equal(inked(ink, 0, 72, 200, 75), 600);
});

test('a letter that touches a bar between columns goes, and the bar stays', () => {
  const ink = emptyPlane(200, 120);
  fill(ink, 88, 20, 92, 100);
  fill(ink, 92, 50, 98, 68);
  const bar = { left: 88, right: 92, top: 20, bottom: 100, centreX: 90, detached: false };
  erase(ink, [bar]);
  assert.equal(inked(ink, 94, 48, 100, 70), 0);
  assert.equal(inked(ink, 88, 20, 91, 100), 240);
});

test('a word that is hardly a name is left alone', () => {
  const ink = emptyPlane(200, 120);
  fill(ink, 92, 50, 96, 68);
  eraseLetters(ink, [{ ...NAME, probability: 0.3 }], [], PITCH, AROUND);
  assert.equal(inked(ink, 92, 50, 96, 68), 72);
});

test('a letter that touches the trace goes where another shows how high letters stand, waves and the trace stay', () => {
  const ink = emptyPlane(200, 120);
  // A trace, a wave of it through the name's place, and letters beside and on the wave's flank.
  fill(ink, 0, 80, 104, 83);
  fill(ink, 104, 20, 107, 83);
  fill(ink, 107, 20, 112, 23);
  fill(ink, 112, 20, 115, 83);
  fill(ink, 115, 80, 200, 83);
  fill(ink, 84, 50, 88, 68);
  fill(ink, 92, 50, 95, 68);
  fill(ink, 95, 58, 104, 61);
  erase(ink, []);
  assert.equal(inked(ink, 84, 48, 97, 70), 0);
  assert.equal(inked(ink, 104, 20, 107, 83) + inked(ink, 112, 20, 115, 83), 2 * 3 * 63);
  assert.equal(inked(ink, 0, 80, 104, 83), 312);
});

test('the arms of a V that hang on the tip of a wave go, the wave stays', () => {
  const ink = emptyPlane(200, 120);
  fill(ink, 0, 110, 96, 113);
  fill(ink, 93, 46, 96, 113);
  fill(ink, 96, 110, 200, 113);
  for (let k = 0; k < 18; k++) {
    const aside = Math.max(0, 10 - Math.round(k * 0.6));
    fill(ink, 93 - aside, 50 + k, 96 + aside, 51 + k);
  }
  fill(ink, 112, 50, 116, 68);
  erase(ink, []);
  assert.equal(inked(ink, 84, 50, 89, 52), 0);
  assert.equal(inked(ink, 93, 46, 96, 113), 3 * 67);
});

/** A V that stands free, and a digit beside it that a wave runs through, whose second flank goes over into a stroke of the digit. */
function crossedDigit(hasLetter: boolean): Plane {
  const ink = emptyPlane(200, 120);
  fill(ink, 0, 90, 103, 93);
  fill(ink, 103, 20, 106, 93);
  fill(ink, 106, 90, 200, 93);
  fill(ink, 98, 60, 115, 63);
  fill(ink, 106, 20, 111, 45);
  fill(ink, 111, 42, 114, 68);
  if (hasLetter) fill(ink, 82, 50, 95, 68);
  return ink;
}

test('what hangs on a trace that runs through one letter of a name may be either, the trace is not', () => {
  const ink = crossedDigit(true);
  const places = erase(ink, []).map((at) => [at % ink.widthPx, Math.floor(at / ink.widthPx)] as const);
  assert.ok(places.some(([x, y]) => x === 112 && y === 55));
  assert.ok(places.every(([x, y]) => (x < 103 || x > 105) && y >= 48 && y <= 70));
  assert.equal(inked(ink, 103, 20, 106, 93), 3 * 73);
});

test('nothing may be a letter where none stands free to show how high they are, or none is missing', () => {
  assert.deepEqual(erase(crossedDigit(false), []), []);
  const whole = emptyPlane(200, 120);
  fill(whole, 0, 72, 200, 75);
  fill(whole, 92, 50, 96, 68);
  fill(whole, 104, 50, 108, 68);
  assert.deepEqual(erase(whole, []), []);
});
