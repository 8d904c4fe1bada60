import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LaidPage } from '../../../functions/digitize/flat-page/laid-page.ts';
import { turnedLaid } from '../../../functions/digitize/flat-page/turned-page.ts';
import { UNBOUND } from '../../../functions/digitize/grid/paper-bounds.ts';
import { plainMap, toMm } from '../../../functions/digitize/grid/paper-map.ts';

const [WIDTH, HEIGHT] = [7, 4];
const PITCH_PX = { x: 2, y: 4 };

function laid(): LaidPage {
  const values = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => i);
  const ink = { widthPx: WIDTH, heightPx: HEIGHT, values };
  const paper = { columns: 0, rows: 0, blockPx: 1, rgb: new Float32Array(0), hidden: new Uint8Array(1) };
  return {
    page: { index: 0, dpi: null, widthPx: WIDTH, heightPx: HEIGHT, rgb: new Uint8Array(3 * WIDTH * HEIGHT) },
    inks: { ink, print: ink, paper, colours: { ...ink, values: Uint32Array.from(values) }, colourSeparation: 1 },
    frame: { ink, pitchPx: PITCH_PX, toPage: (x, y) => [x, y] },
    map: plainMap(WIDTH, HEIGHT, PITCH_PX, 0),
    scale: { source: 'grid', confidence: 1 },
    isScaled: true,
    onOtherSheet: null,
    gridEnds: UNBOUND,
  };
}

for (const turns of [0, 1, 2, 3] as const) {
  test(`a page turned by ${turns} quarters shows the same ink at the same place of the decoded page`, () => {
    const { frame } = turnedLaid(laid(), turns);
    for (let y = 0; y < frame.ink.heightPx; y++)
      for (let x = 0; x < frame.ink.widthPx; x++) {
        const [px, py] = frame.toPage(x, y);
        assert.equal(frame.ink.values[y * frame.ink.widthPx + x], py * WIDTH + px);
      }
  });

  test(`after ${turns} quarters the paper runs right and down as the frame does, with its own pitch`, () => {
    const { frame, map } = turnedLaid(laid(), turns);
    const mm = (x: number, y: number) => toMm(map, ...frame.toPage(x, y));
    const [here, right, below] = [mm(0, 0), mm(1, 0), mm(0, 1)];
    const steps = [right[0] - here[0], right[1] - here[1], below[0] - here[0], below[1] - here[1]];
    const wanted = [1 / frame.pitchPx.x, 0, 0, 1 / frame.pitchPx.y];
    assert.ok(
      steps.every((step, i) => Math.abs(step - (wanted[i] ?? 0)) < 1e-9),
      `${steps}`,
    );
  });
}

test('a quarter turn clockwise brings the top left corner to the top right', () => {
  const { frame } = turnedLaid(laid(), 1);
  assert.equal(frame.ink.values[frame.ink.widthPx - 1], 0);
  assert.deepEqual(frame.pitchPx, { x: PITCH_PX.y, y: PITCH_PX.x });
});

test('where the grid ends turns with the paper', () => {
  const ends = { left: -3, top: -1, right: 4, bottom: 2 };
  assert.deepEqual(turnedLaid({ ...laid(), gridEnds: ends }, 1).gridEnds, { left: -2, top: -3, right: 1, bottom: 4 });
  const { gridEnds } = turnedLaid({ ...laid(), gridEnds: ends }, 2);
  assert.deepEqual(gridEnds, { left: -4, top: -2, right: 3, bottom: 1 });
});
