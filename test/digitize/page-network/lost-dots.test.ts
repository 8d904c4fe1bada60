import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyPlane, type Plane } from '../../../functions/digitize/maths/plane.ts';
import { giveBackDots } from '../../../functions/digitize/page-network/lost-dots.ts';

const PITCH = { x: 8, y: 8 };
const WIDTH = 600;
const HEIGHT = 240;
const LEVEL = 200;
const LINE_Y = 200;
/** Rows of the dots of a wave's flank, which moves faster and faster and slows down again. */
const FLANK = [60, 63, 68, 76, 87, 100, 114, 129, 143, 156, 168, 178, 186, 192];
const FLANKS_AT = [60, 130, 210, 280, 350, 420, 490];
const NO_MARK = () => 0;

const dot = ({ values }: Plane, x: number, y: number) => {
  for (const row of [y, y + 1]) values.fill(LEVEL, row * WIDTH + x, row * WIDTH + x + 2);
};

/** A level trace and what `more` draws, of which only the level trace was left. */
function page(more: (ink: Plane) => void) {
  const trace = emptyPlane(WIDTH, HEIGHT);
  for (const y of [LINE_Y, LINE_Y + 1]) trace.values.fill(LEVEL, y * WIDTH + 20, y * WIDTH + 580);
  const ink = { ...trace, values: trace.values.slice() };
  more(ink);
  return { ink, parted: { ink: trace, written: new Uint8Array(WIDTH * HEIGHT) } };
}

const flanks = (ink: Plane) => {
  for (const x of FLANKS_AT) for (const [i, y] of FLANK.entries()) dot(ink, x + (i >> 1), y);
};

test('dots that follow one another upright are a stroke, which goes on to the trace', () => {
  const { ink, parted } = page(flanks);
  giveBackDots(ink, parted, NO_MARK, LEVEL, PITCH);
  for (const x of FLANKS_AT) {
    for (let y = FLANK[0] as number; y < LINE_Y; y++) {
      const row = parted.ink.values.subarray(y * WIDTH + x - 2, y * WIDTH + x + 12);
      assert.ok(Math.max(...row) > LEVEL / 2, `row ${y} of the stroke at ${x}`);
    }
  }
});

test('a few dots, and dots here and there, are specks', () => {
  for (const specks of [
    (ink: Plane) =>
      FLANK.forEach((y) => {
        dot(ink, 60, y);
      }),
    (ink: Plane) => {
      for (let i = 0; i < 90; i++) dot(ink, 20 + ((i * 97) % 560), 10 + ((i * 53) % 180));
    },
  ]) {
    const { ink, parted } = page(specks);
    const before = parted.ink.values.slice();
    giveBackDots(ink, parted, NO_MARK, LEVEL, PITCH);
    assert.deepEqual(parted.ink.values, before);
  }
});

test('a dotted grid is none, though dots stand above one another', () => {
  const { ink, parted } = page((grid) => {
    for (let x = 20; x < 580; x += 8) for (let y = 20; y < 190; y += 8) dot(grid, x, y);
  });
  const before = parted.ink.values.slice();
  giveBackDots(ink, parted, NO_MARK, LEVEL, PITCH);
  assert.deepEqual(parted.ink.values, before);
});

test('dotted lines between columns tell nothing, and stay away where the traces are dotted', () => {
  const lines = (ink: Plane) => {
    for (const x of [170, 320, 460]) for (let y = 20; y < 190; y += 6) dot(ink, x, y);
  };
  const alone = page(lines);
  const before = alone.parted.ink.values.slice();
  giveBackDots(alone.ink, alone.parted, NO_MARK, LEVEL, PITCH);
  assert.deepEqual(alone.parted.ink.values, before);
  const { ink, parted } = page((both) => {
    flanks(both);
    lines(both);
  });
  const isLine = (x: number) => ([170, 320, 460].some((at) => Math.abs(x - at) < 3) ? 1 : 0);
  giveBackDots(ink, parted, isLine, LEVEL, PITCH);
  assert.equal(parted.ink.values[100 * WIDTH + 170], 0);
  assert.ok((parted.ink.values[100 * WIDTH + FLANKS_AT[0]! + 2] as number) > 0);
});
