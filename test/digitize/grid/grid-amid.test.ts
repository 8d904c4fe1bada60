import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gridAmid } from '../../../functions/digitize/grid/grid-amid.ts';
import { pitchOf, plainMap } from '../../../functions/digitize/grid/paper-map.ts';
import { sureFrom } from '../../../functions/digitize/grid/sure-grid.ts';
import { croppedPlane, emptyPlane, type Plane } from '../../../functions/digitize/maths/plane.ts';

const PITCH = 7.945;
/** A sheet on a dark ground, with its grid below a header. */
const PICTURE = { widthPx: 2600, heightPx: 1900 };
const SHEET = { left: 300, top: 200, right: 2510, bottom: 1770 };
/** Dots stand off their places by so much at most. */
const WAVER_PX = 1;
const GRID = { left: 370, top: 490, right: 2440, bottom: 1700 };

/** Print of that sheet; `dots`: how dark the dots are that stand on the grid's lines, each on a whole pixel, as programs of carts draw them; `taller`: times as far apart down the sheet; `nearer`: by how much the sheet is larger at its foot than at its top, as a camera sees it. */
function printed(dots: number, taller = 1, nearer = 0): Plane {
  const print = emptyPlane(PICTURE.widthPx, PICTURE.heightPx);
  const { widthPx, values } = print;
  let state = 12345;
  const chance = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let y = 0; y < PICTURE.heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const isSheet = x >= SHEET.left && x < SHEET.right && y >= SHEET.top && y < SHEET.bottom;
      values[y * widthPx + x] = isSheet ? Math.floor(14 * chance()) : 255;
    }
  const places = (from: number, to: number, mm: number, px = PITCH) =>
    Array.from({ length: Math.floor((to - from) / px / mm) }, (_, k) => Math.round(from + k * mm * px));
  const tall = taller * PITCH;
  const near = (at: number) => at + Math.round(WAVER_PX * (2 * chance() - 1));
  const middle = (GRID.left + GRID.right) / 2;
  const dot = (x: number, y: number) => {
    const seenX = middle + (x - middle) * (1 + nearer * ((y - GRID.top) / (GRID.bottom - GRID.top) - 0.5));
    values[near(y) * widthPx + near(Math.round(seenX))] = dots;
  };
  // Fine lines are a dot at each crossing; thick ones are dotted all along.
  for (const x of places(GRID.left, GRID.right, 1)) for (const y of places(GRID.top, GRID.bottom, 1, tall)) dot(x, y);
  for (const x of places(GRID.left, GRID.right, 5)) for (let y = GRID.top; y < GRID.bottom; y += 3) dot(x, y);
  for (const y of places(GRID.top, GRID.bottom, 5, tall)) for (let x = GRID.left; x < GRID.right; x += 3) dot(x, y);
  for (let line = 0; line < 8; line++)
    for (let letter = 0; letter < 60; letter++) {
      if (chance() < 0.3) continue;
      const [x, y] = [400 + 30 * letter + Math.floor(8 * chance()), 230 + 30 * line];
      for (let row = y; row < y + 16; row++) values.fill(255, row * widthPx + x, row * widthPx + x + 3);
    }
  return print;
}

/** Where the parts of a picture were that a grid was looked for in, and what was found of it in the whole. */
function lookedFor(print: Plane, pitchPx: number) {
  const parts: Plane[] = [];
  const found = gridAmid(print, 0, pitchPx, (part) => {
    parts.push(part);
    return sureFrom(part, plainMap(part.widthPx, part.heightPx, { x: pitchPx, y: pitchPx }, 0));
  });
  return { parts, found };
}

test('a dotted grid that is a part of the picture is looked for there, and its scale is that of the whole', () => {
  const { parts, found } = lookedFor(printed(150), PITCH * 1.002);
  const [part] = parts;
  assert.ok(part !== undefined && found !== null);
  const cellPx = 8 * PITCH;
  assert.ok(Math.abs(part.widthPx - (GRID.right - GRID.left)) < 2 * cellPx, `${part.widthPx}`);
  assert.ok(Math.abs(part.heightPx - (GRID.bottom - GRID.top)) < 2 * cellPx, `${part.heightPx}`);
  const { x, y } = pitchOf(found.map);
  assert.ok(Math.abs(x / PITCH - 1) < 5e-4 && Math.abs(y / PITCH - 1) < 5e-4, `${x} ${y}`);
  assert.equal(found.map.originX, (PICTURE.widthPx - 1) / 2);
  assert.equal(found.map.bends, null);
});

test('lines that are further apart one way than the other are not found by the pitch of one', () => {
  const none = (taller: number) => gridAmid(printed(150, taller), 0, PITCH, () => null);
  for (const taller of [0.83, 1.1, 1.2]) assert.equal(none(taller), null, `${taller}`);
  assert.notEqual(none(1), null);
});

test('a part whose lines waver because it was seen askew is none of a flat page', () => {
  assert.equal(
    gridAmid(printed(150, 1, 0.022), 0, PITCH, () => null),
    null,
  );
});

test('a picture that shows no grid, or hardly anything else, has no part to look in', () => {
  assert.deepEqual(lookedFor(printed(0), PITCH), { parts: [], found: null });
  const whole = croppedPlane(printed(150), GRID);
  assert.deepEqual(lookedFor(whole, PITCH), { parts: [], found: null });
});
