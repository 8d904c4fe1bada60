import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyPlane } from '../../../../functions/digitize/maths/plane.ts';
import { CHANNELS, type LineView, lineView } from '../../../../functions/digitize/trace/line-network/line-view.ts';
import type { RowTrace } from '../../../../functions/digitize/trace/row-trace.ts';

const WIDTH = 60;
const HEIGHT = 80;
const NODES = 120;
/** The stroke covers the rows 40 to 43: its centre runs at 42. */
const [TOP, PEN] = [40, 4];

/** A level stroke over the whole width; `inked` adds to it. */
function page(inked: (x: number, y: number) => boolean = () => false) {
  const ink = emptyPlane(WIDTH, HEIGHT);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) if ((y >= TOP && y < TOP + PEN) || inked(x, y)) ink.values[y * WIDTH + x] = 200;
  return { ink, level: 200, strokePx: PEN, hidden: new Uint8Array(WIDTH * HEIGHT) };
}

const trace: RowTrace = {
  firstColumn: 0,
  edgeY: new Float32Array(WIDTH + 1).fill(42),
  upperY: new Float32Array(WIDTH).fill(TOP),
  lowerY: new Float32Array(WIDTH).fill(TOP + PEN),
  gap: new Uint8Array(WIDTH),
  strokePx: PEN,
  score: 0,
};

function viewed(sight: ReturnType<typeof page>, believed: number, own = believed, nodes = NODES): LineView | null {
  const line = (y: number) => ({ startX: 0, stepPx: 0.5, y: new Float32Array(nodes).fill(y) });
  const around = { trace, sight, baselinePx: 60, pxPerMm: 9, cutoff: 0.3, noise: null };
  return lineView({ drawn: line(own), believed: line(believed) }, around);
}

const at = (view: LineView | null, channel: number, k: number) => view?.channels[channel * NODES + k] ?? Number.NaN;

test('height, stroke and ink are seen from the line', () => {
  const view = viewed(page(), 41, 43);
  assert.equal(view?.channels.length, CHANNELS * NODES);
  assert.ok(Math.abs(at(view, 0, 50) - (41 - 60) / 45) < 1e-6);
  assert.equal(at(view, 1, 50), 2);
  assert.ok(Math.abs(at(view, 2, 50) - (40 - 41) / 2 / 3) < 1e-6);
  assert.ok(Math.abs(at(view, 3, 50) - (44 - 41) / 2 / 3) < 1e-6);
  // From 4 half pens of 2 px above to 4 below, each at half a half pen: rows 33, 34 … 49; inked are the heights from 40.5 to 43.5.
  const ink = Array.from({ length: 17 }, (_, i) => at(view, 7 + i, 50));
  assert.deepEqual(ink.slice(0, 7), Array(7).fill(0));
  assert.ok(Math.abs((ink[7] ?? 0) - 0.5) < 1e-6);
  assert.deepEqual(ink.slice(8, 11), [1, 1, 1]);
  assert.deepEqual(ink.slice(12), Array(5).fill(0));
});

test('ink that a narrow wave left above the line is measured to its end, without the pen', () => {
  const view = viewed(
    page((x, y) => x === 25 && y >= 10 && y < TOP),
    42,
  );
  // The wave's ink begins at row 10; of the 32 px to the line half a pen is the line's own.
  assert.ok(Math.abs(at(view, 5, 50) - 30 / 20) < 0.06, `${at(view, 5, 50)}`);
  assert.equal(at(view, 6, 50), 0);
  assert.equal(at(view, 5, 40), 0);
});

test('what is hidden is no ink of the line and ends what reaches beyond it', () => {
  const sight = page((x, y) => x === 25 && y >= 10 && y < TOP);
  for (let y = 0; y < 30; y++) sight.hidden[y * WIDTH + 25] = 1;
  const view = viewed(sight, 42);
  assert.ok(Math.abs(at(view, 5, 50) - 10 / 20) < 0.06, `${at(view, 5, 50)}`);
});

test('nodes that were not traced say so; hardly any line is none', () => {
  const believed = { startX: 0, stepPx: 0.5, y: new Float32Array(NODES).fill(42) };
  believed.y.fill(Number.NaN, 20, 30);
  const around = { trace, sight: page(), baselinePx: 60, pxPerMm: 9, cutoff: 0.3, noise: null };
  const view = lineView({ drawn: believed, believed }, around);
  assert.equal(at(view, 4, 25), 1);
  assert.equal(at(view, 4, 30), 0);
  assert.ok(Math.abs(at(view, 0, 25) - (42 - 60) / 45) < 1e-6);
  assert.ok(view?.channels.every(Number.isFinite));
  assert.equal(viewed(page(), 42, 42, 40), null);
});
