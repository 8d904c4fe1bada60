import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UprightPage } from '../../../functions/digitize/flat-page/upright-frame.ts';
import { scaledByFaintGrid } from '../../../functions/digitize/grid/faint-grid.ts';
import { plainMap } from '../../../functions/digitize/grid/paper-map.ts';
import { emptyPlane, type Plane } from '../../../functions/digitize/maths/plane.ts';
import type { RasterPage } from '../../../functions/ingest/types.ts';
import { seededRandom } from '../../../synth/random.ts';

const [WIDTH, HEIGHT] = [1600, 1200];

/** Noise of paper with lines of so much more darkness every `pitch` px down the page, and across it every `acrossPx`. */
function print(pitch: number, darkness: number, acrossPx = pitch): Plane {
  const random = seededRandom(5);
  const plane = emptyPlane(WIDTH, HEIGHT);
  const near = (at: number, every: number) => Math.abs(at / every - Math.round(at / every)) * every < 0.75;
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const lines = (near(x, pitch) ? darkness : 0) + (near(y, acrossPx) ? darkness : 0);
      plane.values[y * WIDTH + x] = Math.max(0, Math.min(255, 60 + 25 * random.normal() + lines));
    }
  }
  return plane;
}

/** A page of one colour, but for steps of brightness between its squares of 8 px. */
function squares(mostStep: number): RasterPage {
  const random = seededRandom(6);
  const page = {
    index: 0,
    widthPx: WIDTH,
    heightPx: HEIGHT,
    rgb: new Uint8Array(WIDTH * HEIGHT * 3).fill(200),
    dpi: null,
  };
  for (let y = 0; y < HEIGHT; y += 8) {
    for (let x = 0; x < WIDTH; x += 8) {
      const value = 200 + Math.round(random.uniform(-mostStep, mostStep));
      for (let k = 0; k < 8; k++) page.rgb.fill(value, ((y + k) * WIDTH + x) * 3, ((y + k) * WIDTH + x + 8) * 3);
    }
  }
  return page;
}

const plain = squares(0);

/** A page that marks scaled to so many px a mm. */
function marked(pitch: number): UprightPage {
  return {
    frame: { ink: emptyPlane(WIDTH, HEIGHT), pitchPx: { x: pitch, y: pitch }, toPage: (x, y) => [x, y] },
    map: plainMap(WIDTH, HEIGHT, { x: pitch, y: pitch }, 0),
    scale: { source: 'pulse', confidence: 0.6 },
    colourSeparation: 0,
    level: 255,
    seen: null,
  };
}

test('a grid a tenth as dark as the paper is uneven sets the scale that marks told to a percent', () => {
  const found = scaledByFaintGrid(marked(8), plain, print(8.1, 3));
  assert.equal(found.scale.source, 'grid');
  assert.ok(Math.abs(found.frame.pitchPx.x / 8.1 - 1) < 3e-4, `${found.frame.pitchPx.x}`);
  assert.ok(Math.abs(found.frame.pitchPx.y / 8.1 - 1) < 3e-4, `${found.frame.pitchPx.y}`);
  const [a = 0] = found.map.view;
  assert.ok(Math.abs(found.map.scale / a / 8.1 - 1) < 3e-4);
});

test('bare paper, and a grid of another pitch, leave the scale to the marks', () => {
  const page = marked(8);
  assert.equal(scaledByFaintGrid(page, plain, print(8.1, 0)), page);
  assert.equal(scaledByFaintGrid(page, plain, print(9.1, 3)), page);
});

test('lines across that no grid of squares can have with those down the page do not set a scale of their own', () => {
  const { pitchPx } = scaledByFaintGrid(marked(8), plain, print(8.1, 3, 7.9)).frame;
  assert.equal(pitchPx.x, pitchPx.y);
});

test('squares in which a page was compressed are no grid, one of their pitch on a page that does not show them is', () => {
  const page = marked(8.1);
  assert.equal(scaledByFaintGrid(page, squares(3), print(8, 3)), page);
  assert.equal(scaledByFaintGrid(page, plain, print(8, 3)).scale.source, 'grid');
  assert.equal(scaledByFaintGrid(page, squares(3), print(8.2, 3)).scale.source, 'grid');
});
