import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Glance, partedFrame } from '../../../functions/digitize/flat-page/parted-frame.ts';
import type { InkMap } from '../../../functions/digitize/ink/ink-map.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const [WIDTH, HEIGHT, PX] = [800, 400, 8];
const TRACES_Y = [60, 340];

/** Ink of two traces, and of what else there `isInked`, of which colours seem to tell the grid and a network sees the traces alone. */
function parted(isInked: (x: number, y: number) => boolean) {
  const ink = emptyPlane(WIDTH, HEIGHT);
  const isTrace = (y: number) => TRACES_Y.some((traceY) => Math.abs(y - traceY) < 2);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) if (isTrace(y) || isInked(x, y)) ink.values[y * WIDTH + x] = 200;
  const trace = Float32Array.from({ length: WIDTH * HEIGHT }, (_, at) => (isTrace(Math.floor(at / WIDTH)) ? 1 : 0));
  const print = new Float32Array((3 * WIDTH * HEIGHT) / 4);
  const glance: Glance = {
    view: { perViewX: 1, perViewY: 1 },
    maps: { widthPx: WIDTH, heightPx: HEIGHT, trace, print, named: new Float32Array(0) },
    names: [],
    inOtherPens: false,
  };
  const inks = { colourSeparation: 1 } as InkMap;
  const frame = { ink, pitchPx: { x: PX, y: PX }, toPage: (x: number, y: number): [number, number] => [x, y] };
  return partedFrame(inks, frame, glance, true).frame.ink;
}

test('a speck between the traces stays in the ink where colours tell the grid', () => {
  const ink = parted((x, y) => Math.hypot(x - 300, y - 100) < 4);
  assert.equal(ink.values[100 * WIDTH + 300], 200);
});

test('dots that a grid was printed with do not, of which most of the ink is', () => {
  const ink = parted((x, y) => x % 4 < 2 && y % 4 < 2);
  assert.equal(ink.values[100 * WIDTH + 300], 0);
  assert.equal(ink.values[60 * WIDTH + 300], 200);
});
