import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toMm } from '../../../functions/digitize/grid/paper-map.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';
import { isPieceOfPage } from '../../../functions/digitize/sheet/sheet-ink.ts';
import { sheetPapers } from '../../../functions/digitize/sheet/sheet-map.ts';
import { sheetOnTable } from '../../../functions/digitize/sheet/sheet-on-table.ts';
import { type Corners, sheetOutline } from '../../../functions/digitize/sheet/sheet-outline.ts';
import type { RasterPage } from '../../../functions/ingest/types.ts';
import { ASKEW, FLAT, photograph } from '../photograph.ts';

const [WIDTH, HEIGHT] = [1280, 960];

/** A white convex sheet on a brown table. */
function bareSheet(corners: Corners): RasterPage {
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
    const found = sheetOutline(bareSheet(truth));
    const map = found && sheetPapers(found, WIDTH, HEIGHT)[0]?.map;
    assert.ok(map);
    const [left, right, , below] = truth.map(([x, y]) => toMm(map, x, y));
    assert.ok(Math.abs(Math.hypot(right![0] - left![0], right![1] - left![1]) / w - 1) < 0.01);
    assert.ok(Math.abs(Math.hypot(below![0] - left![0], below![1] - left![1]) / h - 1) < 0.01);
  }
});

test('the part of a photograph that a sheet covers is told, unless that is the photograph', () => {
  const box = (left: number, top: number, right: number, bottom: number): Corners => [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  const part = sheetOnTable(bareSheet(box(240, 180, 1060, 800)));
  assert.ok(part);
  assert.ok(Math.abs(part.left - 240) < 8 && Math.abs(part.top - 180) < 8, `${part.left}, ${part.top}`);
  assert.ok(Math.abs(part.widthPx - 820) < 12 && Math.abs(part.heightPx - 620) < 12);
  assert.equal(sheetOnTable(bareSheet(box(14, 12, 1268, 950))), null);
});

test('a stripe of the table beside a sheet is no edge of it, though it is as clear and would make the proportions usual', () => {
  const [left, top, width] = [240, 180, 820];
  const [right, bottom] = [left + width, top + Math.round((width * 212) / 290)];
  const truth: Corners = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  const page = bareSheet(truth);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = left - 60; x < left - 28; x++) page.rgb.set([126, 84, 44], (y * WIDTH + x) * 3);
  const found = sheetOutline(page);
  assert.ok(found !== null);
  const off = found.corners.map(([x, y], k) => Math.hypot(x - truth[k]![0], y - truth[k]![1]));
  assert.ok(Math.max(...off) < 12, `corners are off by ${off.map((px) => px.toFixed(0))} px`);
});

test('a sheet that fills the picture or is cut by its edge has no outline', () => {
  const all: Corners = [
    [-10, -10],
    [WIDTH + 10, -10],
    [WIDTH + 10, HEIGHT + 10],
    [-10, HEIGHT + 10],
  ];
  assert.equal(sheetOutline(bareSheet(all)), null);
  const cut: Corners = [
    [-200, 100],
    [900, 100],
    [900, 800],
    [-200, 800],
  ];
  assert.equal(sheetOutline(bareSheet(cut)), null);
});

test('what has no proportions of a sheet is none', () => {
  const square: Corners = [
    [240, 80],
    [1040, 80],
    [1040, 880],
    [240, 880],
  ];
  const found = sheetOutline(bareSheet(square));
  assert.ok(found !== null);
  assert.deepEqual(sheetPapers(found, WIDTH, HEIGHT), []);
});

test('what the lens bent is read off the edges of a sheet without a grid', async () => {
  const camera = { ...ASKEW, tiltDeg: 14, lens: -0.03 };
  const { raster, scaleError } = await photograph({ seed: 8, grid: 'none' }, { shape: FLAT, camera }, 0.7);
  const outline = sheetOutline(raster);
  const map = outline && sheetPapers(outline, raster.widthPx, raster.heightPx)[0]?.map;
  assert.ok(map);
  assert.ok(scaleError(map) < 0.004, `scale off by ${scaleError(map)}`);
  assert.ok(scaleError({ ...map, bends: null }) > 0.02);
});

test('a sheet that curls before a camera that looks at it askew is read off its edges, between them as well', async () => {
  const camera = { ...ASKEW, tiltDeg: 12, lens: -0.02 };
  for (const curlMm of [7, -7]) {
    const shape = { ...FLAT, curlMm, curlPhase: 0.2 };
    const { raster, scaleError } = await photograph({ seed: 8, grid: 'none' }, { shape, camera }, 0.7);
    const outline = sheetOutline(raster);
    const map = outline && sheetPapers(outline, raster.widthPx, raster.heightPx)[0]?.map;
    assert.ok(map);
    assert.ok(scaleError(map) < 0.004, `scale off by ${scaleError(map)}`);
  }
});

test('a folded sheet is read off its edges, on both sides of the crease', async () => {
  const shape = { ...FLAT, folds: [{ atMm: 140, vertical: true, angleDeg: 5 }] };
  const { raster, scaleError } = await photograph({ seed: 8, grid: 'none' }, { shape, camera: ASKEW }, 0.7);
  const outline = sheetOutline(raster);
  const map = outline && sheetPapers(outline, raster.widthPx, raster.heightPx)[0]?.map;
  assert.ok(map);
  assert.ok(scaleError(map) < 0.008, `scale off by ${scaleError(map)}`);
});

test('a quarter of a page that folds part off is no sheet of its own, a small sheet on an empty table is one', () => {
  const quarter: Corners = [
    [0, 0],
    [600, 0],
    [600, 450],
    [0, 450],
  ];
  const ink = emptyPlane(WIDTH, HEIGHT);
  const lines = (from: number, to: number) => {
    ink.values.fill(0);
    for (let y = 100; y < 900; y += 90)
      for (let dy = 0; dy < 4; dy++) ink.values.fill(255, (y + dy) * WIDTH + from, (y + dy) * WIDTH + to);
  };
  lines(50, 1200);
  assert.equal(isPieceOfPage(quarter, ink), true);
  lines(50, 550);
  ink.values.fill(0, 450 * WIDTH);
  assert.equal(isPieceOfPage(quarter, ink), false);
});
