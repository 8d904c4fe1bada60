import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frame } from '../../../functions/digitize/flat-page/rectify.ts';
import { inkMap } from '../../../functions/digitize/ink/ink-map.ts';
import { emptyPlane, type Plane } from '../../../functions/digitize/maths/plane.ts';
import { networkView } from '../../../functions/digitize/page-network/network-view.ts';
import { halved } from '../../../functions/digitize/page-network/sample-colours.ts';
import { traceInk } from '../../../functions/digitize/page-network/trace-ink.ts';

/** Channels whose first two grow by one a pixel to the right and down. */
function ramps(widthPx: number, heightPx: number) {
  const values = new Uint32Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) values[y * widthPx + x] = x + 2 ** 8 * y + 2 ** 24 * 255;
  }
  return { widthPx, heightPx, values };
}

const channelsOf = (pixel = 0) => [0, 8, 16, 24].map((shift) => (pixel >>> shift) & 255);

function flatFrame(ink: Plane, x: number, y = x): Frame {
  return { ink, pitchPx: { x, y }, toPage: (px, py) => [px, py] };
}

for (const pitch of [4.5, 6, 8, 11]) {
  test(`at ${pitch} px/mm every pixel of the view shows the place of the page that it says`, () => {
    const view = networkView(ramps(250, 200), flatFrame(emptyPlane(250, 200), pitch, pitch * 1.02));
    assert.ok(view.widthPx % 32 === 0 && view.heightPx % 32 === 0);
    // Levels are whole numbers, and those of a page that is halved first are rounded twice.
    const levels = pitch > 1.6 * 6 ? 1.01 : 0.51;
    for (const [x, y] of [
      [20, 30],
      [61, 47],
      [100, 90],
    ] as const) {
      const at = y * view.widthPx + x;
      const wantedX = (x + 0.5) * view.perViewX - 0.5;
      const wantedY = (y + 0.5) * view.perViewY - 0.5;
      const [x0 = 0, y0 = 0] = channelsOf(view.input[at]);
      assert.ok(Math.abs(x0 - wantedX) < levels, `x ${x0} ${wantedX}`);
      assert.ok(Math.abs(y0 - wantedY) < levels);
    }
  });
}

test('beyond the page there is blank paper', () => {
  const view = networkView(ramps(200, 100), flatFrame(emptyPlane(200, 100), 6));
  assert.equal(channelsOf(view.input.at(-1))[3], 0);
});

test('half the size is the mean of four', () => {
  const half = halved(ramps(8, 4));
  assert.deepEqual([half.widthPx, half.heightPx], [4, 2]);
  assert.deepEqual(channelsOf(half.values[0]), [1, 1, 0, 255]);
});

test('blank paper is nothing and a black stroke is all, whatever the light', () => {
  const [widthPx, heightPx] = [120, 80];
  const rgb = new Uint8Array(widthPx * heightPx * 3).fill(140);
  for (let x = 0; x < widthPx; x++) rgb.fill(0, 3 * (40 * widthPx + x), 3 * (40 * widthPx + x) + 3);
  const page = { index: 0, dpi: null, widthPx, heightPx, rgb };
  const { values } = inkMap(page).colours;
  assert.ok((channelsOf(values[10 * widthPx + 60])[0] ?? 255) < 6);
  assert.ok((channelsOf(values[40 * widthPx + 60])[0] ?? 0) > 250);
});

test('ink stays where the network sees a trace, and only there', () => {
  const [w, h] = [240, 160];
  const ink = emptyPlane(w, h);
  ink.values.fill(200);
  const view = networkView(ramps(w, h), flatFrame(ink, 9));
  const { widthPx, heightPx, perViewX, perViewY } = view;
  const trace = new Float32Array(widthPx * heightPx);
  for (let y = 40; y < 60; y++) trace.fill(1, y * widthPx + 20, y * widthPx + 90);
  const print = new Float32Array((3 * widthPx * heightPx) / 4);
  const { ink: kept, written } = traceInk(
    ink,
    view,
    { widthPx, heightPx, trace, print, named: new Float32Array(0) },
    true,
  );
  const at = (vx: number, vy: number) =>
    kept.values[Math.round((vy + 0.5) * perViewY - 0.5) * w + Math.round((vx + 0.5) * perViewX - 0.5)];
  assert.equal(at(50, 50), 200);
  assert.equal(at(22, 42), 200);
  assert.equal(at(50, 36), 0);
  assert.equal(at(16, 50), 0);
  assert.ok(written.every((one) => one === 0));
});

test('ink under writing stays, and is marked as such', () => {
  const [w, h] = [96, 64];
  const ink = emptyPlane(w, h);
  ink.values.fill(150);
  const view = networkView(ramps(w, h), flatFrame(ink, 6));
  const { widthPx, heightPx } = view;
  const print = new Float32Array((3 * widthPx * heightPx) / 4);
  for (let y = 10; y < 14; y++) print.fill(1, (y * widthPx) / 2 + 10, (y * widthPx) / 2 + 20);
  const trace = new Float32Array(widthPx * heightPx);
  const parted = traceInk(ink, view, { widthPx, heightPx, trace, print, named: new Float32Array(0) }, false);
  assert.deepEqual([parted.ink.values[24 * w + 30], parted.written[24 * w + 30]], [97, 1]);
  assert.deepEqual([parted.ink.values[40 * w + 30], parted.written[40 * w + 30]], [0, 0]);
});
