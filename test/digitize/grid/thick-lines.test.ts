import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureFamily } from '../../../functions/digitize/grid/grid-phase.ts';
import { type PaperMap, pitchOf, plainMap } from '../../../functions/digitize/grid/paper-map.ts';
import { withThickLinesEvery5Mm } from '../../../functions/digitize/grid/thick-lines.ts';
import { emptyPlane, type Plane } from '../../../functions/digitize/maths/plane.ts';

const WIDTH = 1200;
const HEIGHT = 800;
const PITCH_PX = 8;

/** Lines of 5 mm, and of 1 mm where `fine` is their darkness; both begin in the middle of the page, as a map does. */
function grid(fine: number, pitch = { x: PITCH_PX, y: PITCH_PX }): Plane {
  const plane = emptyPlane(WIDTH, HEIGHT);
  const at = (px: number, middle: number, mm: number) => Math.abs(((px - middle + 100 * mm) % (5 * mm)) + 0.5);
  const dark = (offset: number, mm: number) => (offset < 2 ? 200 : offset % mm < 1 ? fine : 0);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      plane.values[y * WIDTH + x] = Math.max(
        dark(at(x, WIDTH / 2, pitch.x), pitch.x),
        dark(at(y, HEIGHT / 2, pitch.y), pitch.y),
      );
  return plane;
}

function pitchTold(plane: Plane, pitchPx: number): number {
  const map = plainMap(WIDTH, HEIGHT, { x: pitchPx, y: pitchPx }, 0);
  const told: PaperMap = withThickLinesEvery5Mm(map, (cycles, family) =>
    measureFamily(plane, map, pitchPx, cycles, family),
  );
  const { x, y } = pitchOf(told);
  assert.ok(Math.abs(x - y) < 1e-6);
  return x;
}

test('of lines of 5 mm alone two, three, four or six parts are told from five', () => {
  for (const parts of [4, 3, 6, 2]) assert.ok(Math.abs(pitchTold(grid(0), (5 * PITCH_PX) / parts) - PITCH_PX) < 1e-6);
});

test('a grid whose thick lines stand 5 mm apart, or that has none, keeps its scale', () => {
  assert.equal(pitchTold(grid(90), PITCH_PX), PITCH_PX);
  assert.equal(pitchTold(grid(0), PITCH_PX), PITCH_PX);
  const even: Plane = emptyPlane(WIDTH, HEIGHT);
  for (let i = 0; i < even.values.length; i++)
    even.values[i] = (i % WIDTH) % PITCH_PX === 0 || Math.floor(i / WIDTH) % PITCH_PX === 0 ? 120 : 0;
  assert.equal(pitchTold(even, PITCH_PX), PITCH_PX);
});

test('lines of 1 mm that were followed at half their distance are told from lines of every millimetre', () => {
  assert.ok(Math.abs(pitchTold(grid(90), PITCH_PX / 2) - PITCH_PX) < 1e-6);
});

test('of a picture that was squeezed the lines of one family alone may be mistaken', () => {
  const map = plainMap(WIDTH, HEIGHT, { x: PITCH_PX, y: PITCH_PX }, 0);
  for (const pitch of [
    { x: 0.8 * PITCH_PX, y: PITCH_PX },
    { x: PITCH_PX, y: 0.8 * PITCH_PX },
  ]) {
    const plane = grid(0, pitch);
    const told = pitchOf(
      withThickLinesEvery5Mm(map, (cycles, family) => measureFamily(plane, map, PITCH_PX, cycles, family)),
    );
    assert.ok(Math.abs(told.x - pitch.x) < 1e-6 && Math.abs(told.y - pitch.y) < 1e-6, `${told.x} ${told.y}`);
  }
});
