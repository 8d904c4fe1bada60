import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toMm } from '../../functions/digitize/paper-map.ts';
import { sheetMap } from '../../functions/digitize/sheet-map.ts';
import { type Corners, sheetCorners } from '../../functions/digitize/sheet-outline.ts';
import type { RasterPage } from '../../functions/ingest/types.ts';

const [WIDTH, HEIGHT] = [1280, 960];

/** A white convex sheet on a brown table. */
function photograph(corners: Corners): RasterPage {
  const rgb = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const inside = corners.every(([x0, y0], k) => {
        const [x1, y1] = corners[(k + 1) % 4]!;
        return (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) >= 0;
      });
      rgb.set(inside ? [235, 233, 228] : [150, 104, 60], (y * WIDTH + x) * 3);
    }
  }
  return { index: 0, widthPx: WIDTH, heightPx: HEIGHT, rgb, dpi: null };
}

/** Corners of a w × h mm sheet as a camera of focal length `focalPx` above the picture's middle sees them, tilted by `tilt` and turned by `turn` (rad). */
function seen(w: number, h: number, focalPx: number, tilt: number, turn: number): Corners {
  const corner = (x: number, y: number): [number, number] => {
    const [u, v] = [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)];
    const depth = 480 + v * Math.sin(tilt);
    return [(WIDTH - 1) / 2 + (focalPx * u) / depth, (HEIGHT - 1) / 2 + (focalPx * v * Math.cos(tilt)) / depth];
  };
  return [corner(-w / 2, -h / 2), corner(w / 2, -h / 2), corner(w / 2, h / 2), corner(-w / 2, h / 2)];
}

test('a sheet on a table is found by its edges, and millimetres follow from its proportions', () => {
  for (const [w, h] of [
    [297, 210],
    [279.4, 215.9],
  ] as const) {
    const truth = seen(w, h, 1500, 0.4, 0.06);
    const found = sheetCorners(photograph(truth));
    assert.ok(found !== null);
    found.forEach(([x, y], k) => {
      assert.ok(Math.hypot(x - truth[k]![0], y - truth[k]![1]) < 1.5, `corner ${k}`);
    });
    const map = sheetMap(found, WIDTH, HEIGHT);
    assert.ok(map !== null);
    const [left, right, , below] = truth.map(([x, y]) => toMm(map, x, y));
    assert.ok(Math.abs(Math.hypot(right![0] - left![0], right![1] - left![1]) / w - 1) < 0.01);
    assert.ok(Math.abs(Math.hypot(below![0] - left![0], below![1] - left![1]) / h - 1) < 0.01);
  }
});

test('a sheet that fills the picture or is cut by its edge has no outline', () => {
  const all: Corners = [
    [-10, -10],
    [WIDTH + 10, -10],
    [WIDTH + 10, HEIGHT + 10],
    [-10, HEIGHT + 10],
  ];
  assert.equal(sheetCorners(photograph(all)), null);
  const cut: Corners = [
    [-200, 100],
    [900, 100],
    [900, 800],
    [-200, 800],
  ];
  assert.equal(sheetCorners(photograph(cut)), null);
});

test('what has no proportions of a sheet is none', () => {
  const square: Corners = [
    [300, 150],
    [900, 150],
    [900, 750],
    [300, 750],
  ];
  const found = sheetCorners(photograph(square));
  assert.ok(found !== null);
  assert.equal(sheetMap(found, WIDTH, HEIGHT), null);
});
