import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strokeNames } from '../../../functions/digitize/marks/stroke-names.ts';
import type { Component } from '../../../functions/digitize/maths/components.ts';
import type { Lead } from '../../../functions/leads.ts';

const PITCH = 7;
const ROWS = [200, 400, 600].map((baselinePx) => ({ baselinePx, mass: 100 }));
/** "III" was recognised, flush left at 100, 50 px above its row. */
const LABELS = [{ lead: 'III', xPx: 108, yPx: 550, probability: 0.9 } as const];

/** A stroke of 3 px by 2.5 mm around this place. */
const stroke = (xPx: number, yPx: number, heightPx = 17): Component => ({
  left: xPx - 1,
  right: xPx + 1,
  top: yPx - heightPx / 2,
  bottom: yPx + heightPx / 2,
  area: 3 * heightPx,
});
const namesOf = (pieces: Component[], labels: Parameters<typeof strokeNames>[0] = LABELS) =>
  strokeNames(labels, ROWS, pieces, PITCH, PITCH);

test('a stroke that stands to its row as "III" to its own is "I", two are "II" and taken out only', () => {
  const { names, pieces } = namesOf([stroke(101, 150), stroke(400, 150), stroke(101, 350), stroke(109, 350)]);
  assert.deepEqual(
    names.map(({ lead, xPx, yPx }) => [lead, xPx, yPx]),
    [['I', 101, 150]],
  );
  assert.deepEqual(pieces, [0, 2, 3]);
});

test('strokes elsewhere, too tall for letters, or of a row that has its name stay', () => {
  const tall = stroke(101, 150, 60);
  const lower = stroke(101, 190);
  const named = stroke(101, 550);
  assert.deepEqual(namesOf([tall, lower, named]), { names: [], pieces: [] });
});

test('without a recognised name nothing tells where names stand', () => {
  assert.deepEqual(namesOf([stroke(101, 150)], []), { names: [], pieces: [] });
});

test('a stroke below the recognised name is not "I", nor is any where "I" was recognised', () => {
  const above = [{ lead: 'II', xPx: 105, yPx: 150, probability: 0.9 } as const];
  assert.deepEqual(namesOf([stroke(101, 350)], above).names, []);
  const both = [...LABELS, { lead: 'I', xPx: 101, yPx: 350, probability: 0.9 } as const];
  assert.deepEqual(namesOf([stroke(101, 150)], both).names, []);
});

test('where none of the three was recognised the names of the second and third columns tell where the first has its own', () => {
  const label = (lead: Lead, xPx: number, yPx: number) => ({ lead, xPx, yPx, probability: 0.9 });
  const second = [label('aVR', 560, 150), label('aVF', 562, 552)];
  const third = [label('V1', 1000, 152), label('V3', 1002, 550)];
  const strokes = [stroke(101, 150), stroke(98, 350), stroke(106, 350), stroke(400, 150), stroke(20, 550)];
  const { names, pieces } = namesOf(strokes, [...second, ...third]);
  assert.deepEqual(
    names.map(({ lead, xPx }) => [lead, xPx]),
    [['I', 101]],
  );
  assert.deepEqual(pieces, [0, 1, 2]);
  assert.deepEqual(namesOf(strokes, second).pieces, []);
  assert.deepEqual(namesOf(strokes, [...second, ...third, label('II', 103, 420)]).pieces, []);
});

test('strokes of "II" that touch one another are taken out as one piece, a wave as small is not', () => {
  const joined = { left: 97, right: 106, top: 342, bottom: 358, area: 120 };
  const { names, pieces } = namesOf([stroke(101, 150), joined]);
  assert.deepEqual(
    names.map(({ lead }) => lead),
    ['I'],
  );
  assert.deepEqual(pieces, [0, 1]);
  assert.deepEqual(namesOf([{ ...joined, area: 70 }]).pieces, []);
});
