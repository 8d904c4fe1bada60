import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelByNames } from '../../../functions/digitize/flat-page/level-by-names.ts';
import { paperByPrint } from '../../../functions/digitize/flat-page/page-scale.ts';
import { printTurn } from '../../../functions/digitize/flat-page/print-turn.ts';
import { plainMap, toMm } from '../../../functions/digitize/grid/paper-map.ts';
import { estimatePaper, inkOnPaper } from '../../../functions/digitize/ink/paper.ts';
import { isTwoToned } from '../../../functions/digitize/ink/two-tones.ts';
import { emptyPlane, type Plane } from '../../../functions/digitize/maths/plane.ts';
import type { RasterPage } from '../../../functions/ingest/types.ts';
import { LEADS } from '../../../functions/leads.ts';

const [WIDTH, HEIGHT] = [1400, 1000];

/** Dots of ink along a line on the paper, as a page that is turned by `turnRad` (clockwise) about its middle shows them. */
function stroke(plane: Plane, turnRad: number, from: readonly [number, number], to: readonly [number, number]): void {
  const [cos, sin] = [Math.cos(turnRad), Math.sin(turnRad)];
  const steps = Math.ceil(2 * Math.hypot(to[0] - from[0], to[1] - from[1]));
  for (let i = 0; i <= steps; i++) {
    const x = from[0] + ((to[0] - from[0]) * i) / steps - WIDTH / 2;
    const y = from[1] + ((to[1] - from[1]) * i) / steps - HEIGHT / 2;
    const column = Math.round(cos * x - sin * y + WIDTH / 2);
    const row = Math.round(sin * x + cos * y + HEIGHT / 2);
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 1],
    ] as const)
      plane.values[(row + dy) * WIDTH + column + dx] = 255;
  }
}

/** Rows with pulses, whose baselines sink by so many px from left to right. */
function page(turnRad: number, sinksPx: readonly number[]): Plane {
  const plane = emptyPlane(WIDTH, HEIGHT);
  for (const [row, sinkPx] of sinksPx.entries()) {
    const y = 200 + 200 * row;
    const pulse: [number, number][] = [
      [60, y],
      [70, y],
      [70, y - 70],
      [105, y - 70],
      [105, y],
      [115, y],
    ];
    for (let i = 1; i < pulse.length; i++) stroke(plane, turnRad, pulse[i - 1]!, pulse[i]!);
    for (let beat = 0; beat < 8; beat++) {
      const [x, level] = [140 + 150 * beat, y + (sinkPx * beat) / 8];
      const wave: [number, number][] = [
        [x, level],
        [x + 60, level],
        [x + 61.5, level - 60],
        [x + 63, level],
        [x + 150, level + sinkPx / 8],
      ];
      for (let i = 1; i < wave.length; i++) stroke(plane, turnRad, wave[i - 1]!, wave[i]!);
    }
  }
  return plane;
}

test('baselines most of which sink do not turn a page whose pulses stand upright', () => {
  for (const turn of [0, 0.012, -0.03]) {
    const found = printTurn(page(turn, [8, 0, 8, 4]));
    assert.ok(Math.abs(found - turn) < 0.0015, `${turn}: ${found}`);
  }
});

function blackAndWhite(ink: Plane): RasterPage {
  const rgb = new Uint8Array(3 * WIDTH * HEIGHT).map((_, i) => 255 - (ink.values[Math.floor(i / 3)] as number));
  return { index: 0, dpi: null, widthPx: WIDTH, heightPx: HEIGHT, rgb };
}

test('the dots that greys of a black and white page are made of do not hide how it is turned', () => {
  const turn = 0.016;
  const dotted = page(turn, [0, 0, 0, 0]);
  for (let y = 0; y < HEIGHT; y += 4) for (let x = 0; x < WIDTH; x += 4) dotted.values[y * WIDTH + x] = 255;
  assert.ok(Math.abs(printTurn(dotted)) < 0.001, 'the dots outweigh the print');
  const scan = blackAndWhite(dotted);
  const { view } = paperByPrint(scan, { ink: dotted, paper: estimatePaper(scan) }).map;
  const found = Math.atan2(view[1] as number, view[0] as number);
  assert.ok(Math.abs(found - turn) < 0.003, `${found}`);
});

test('the black rim of a scan is no ink on its paper', () => {
  const rimmed = page(0, [0, 0, 0, 0]);
  for (let y = 0; y < HEIGHT; y++) rimmed.values.fill(255, y * WIDTH + WIDTH - 120, (y + 1) * WIDTH);
  const { values } = inkOnPaper(rimmed, estimatePaper(blackAndWhite(rimmed)));
  assert.equal(values[500 * WIDTH + WIDTH - 60], 0);
  const traces = (plane: Uint8Array) => plane.filter((value, i) => value > 0 && i % WIDTH < WIDTH - 200).length;
  assert.equal(traces(values), traces(rimmed.values));
  const bare = page(0, [0, 0]);
  assert.equal(inkOnPaper(bare, estimatePaper(blackAndWhite(bare))), bare);
});

/** Names of a page of 3 × 4 leads at 8 px a mm, on lines of the given slope. */
function names(slope: number, off: (i: number) => number) {
  return LEADS.map((lead, i) => {
    const [column, row] = [Math.floor(i / 3), i % 3];
    const xPx = 160 + 500 * column;
    return { lead, xPx, yPx: 100 + 250 * row + slope * xPx + off(i), probability: 1 };
  });
}

const frame = { pitchPx: { x: 8, y: 8 } };
const flat = plainMap(2400, 1600, frame.pitchPx, 0);

test('a page is turned until its lines of names run level', () => {
  const level = levelByNames(
    names(0.006, (i) => (i % 2 === 0 ? 0.5 : -0.5)),
    frame,
    flat,
  );
  assert.ok(level !== null);
  const [[x0, y0], [x1, y1]] = [toMm(level, 200, 400), toMm(level, 2200, 400 + 0.006 * 2000)];
  assert.ok(Math.abs(y1 - y0) < 0.002 * (x1 - x0), `${y1 - y0}`);
  assert.ok(Math.abs(Math.hypot(x1 - x0, y1 - y0) - 250) < 0.02);
});

test('names that run level, are few or stand at all heights turn nothing', () => {
  assert.equal(
    levelByNames(
      names(0.001, () => 0),
      frame,
      flat,
    ),
    null,
  );
  assert.equal(levelByNames(names(0.006, () => 0).slice(0, 4), frame, flat), null);
  assert.equal(
    levelByNames(
      names(0.006, (i) => (i * 7) % 23),
      frame,
      flat,
    ),
    null,
  );
});

test('line art has two tones, a scan in grey has more', () => {
  const rgb = new Uint8Array(300 * 200 * 3).map((_, i) => (Math.floor(i / 3) % 11 === 0 ? 0 : 255));
  assert.ok(isTwoToned({ widthPx: 300, heightPx: 200, rgb }));
  assert.ok(!isTwoToned({ widthPx: 300, heightPx: 200, rgb: rgb.map((value) => (value === 0 ? 60 : value)) }));
});
