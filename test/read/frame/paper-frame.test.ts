import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PageGeometry } from '../../../functions/digitize/types.ts';
import {
  boxOfPaper,
  layFlat,
  liesStraight,
  type PaperFrame,
  paperFrame,
} from '../../../functions/read/frame/paper-frame.ts';

const WIDTH = 800;
const HEIGHT = 600;
const raster = { index: 0, widthPx: WIDTH, heightPx: HEIGHT, dpi: null, rgb: new Uint8Array(0) };

/** Paper at 4 px/mm that leans by `deg` and shrinks towards its right edge by `perspective` a millimetre. */
function leaning(deg: number, perspective = 0): PageGeometry {
  const [c, s] = [4 * Math.cos((deg * Math.PI) / 180), 4 * Math.sin((deg * Math.PI) / 180)];
  return {
    mmToPx: [c, -s, 100, s, c, 40, perspective, 0, 1],
    quarterTurns: 0,
    pitchPx: { x: 4, y: 4 },
    angleDeg: deg,
  };
}

function pxOf({ mmToPx: h }: PageGeometry, xMm: number, yMm: number): [number, number] {
  const w = h[6]! * xMm + h[7]! * yMm + h[8]!;
  return [(h[0]! * xMm + h[1]! * yMm + h[2]!) / w, (h[3]! * xMm + h[4]! * yMm + h[5]!) / w];
}

test('a line ruled on leaning, tilted paper is level once the page lies flat', () => {
  const geometry = leaning(6, 0.0006);
  const level = new Uint8Array(WIDTH * HEIGHT);
  for (let xMm = 20; xMm <= 120; xMm += 0.05) {
    const [x, y] = pxOf(geometry, xMm, 60);
    for (const dy of [-1, 0, 1]) level[Math.round(y + dy) * WIDTH + Math.round(x)] = 255;
  }
  const frame = paperFrame(geometry, raster, 1, false)!;
  const flat = layFlat({ widthPx: WIDTH, heightPx: HEIGHT, level }, frame);
  const rows = [50, 70, 90].map((xMm) => flatPoint(frame, ...pxOf(geometry, xMm, 60)));
  for (const [x, y] of rows) {
    const column = [-3, -2, -1, 0, 1, 2, 3].map((dy) => flat.level[(y + dy) * flat.widthPx + x]!);
    assert.ok(Math.max(...column) > 200, 'the line is there');
  }
  assert.ok(Math.abs(rows[0]![1] - rows[2]![1]) <= 1, 'and level');
});

test('a box of the flat page lies on the page as it was sent', () => {
  const geometry = leaning(6);
  const frame = paperFrame(geometry, raster, 2, true)!;
  const [x, y, width, height] = boxOfPaper([0, 0, frame.widthPx, frame.heightPx], frame);
  assert.ok(x <= 0 && y <= 0 && x + width >= WIDTH && y + height >= HEIGHT, 'the whole page is covered');
});

test('paper that leans by a tenth of a degree is read as it lies, one that leans by half a degree is laid flat', () => {
  assert.equal(liesStraight(leaning(0.1), raster), true);
  assert.equal(liesStraight(leaning(90.1), raster), true);
  assert.equal(liesStraight(leaning(0.5), raster), false);
  assert.equal(liesStraight(leaning(0, 0.0004), raster), false);
});

test('a map of the paper that cannot be turned round gives no frame', () => {
  const flatMap = { ...leaning(3), mmToPx: [0, 0, 0, 0, 0, 0, 0, 0, 1] };
  assert.equal(paperFrame(flatMap, raster, 1, false), null);
});

/** The flat pixel that shows a point of the page. */
function flatPoint({ toPage, widthPx, heightPx }: PaperFrame, px: number, py: number): [number, number] {
  let best: [number, number] = [0, 0];
  let least = Number.POSITIVE_INFINITY;
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const w = toPage[6]! * x + toPage[7]! * y + toPage[8]!;
      const dx = (toPage[0]! * x + toPage[1]! * y + toPage[2]!) / w - px;
      const dy = (toPage[3]! * x + toPage[4]! * y + toPage[5]!) / w - py;
      if (dx * dx + dy * dy < least) {
        least = dx * dx + dy * dy;
        best = [x, y];
      }
    }
  }
  return best;
}
