import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { glanceAt, partedFrame } from '../../../functions/digitize/flat-page/parted-frame.ts';
import { inkMap } from '../../../functions/digitize/ink/ink-map.ts';
import { openPageNetwork } from '../../../functions/digitize/networks/open-page-network.ts';
import { renderPage } from '../../../synth/page/render-page.ts';
import { synthesise } from '../../../synth/synthesise.ts';

const network = await openPageNetwork('models');
after(() => network.close());

const PITCH = 8;
const { raster, truth, masks } = renderPage(
  { seed: 21, vendor: 'schiller', layout: '3x4', rhythmLeads: ['II'], pxPerMm: PITCH, gridColor: [120, 120, 120] },
  synthesise({ seed: 21, rateBpm: 68 }),
  ['trace'],
);
const page = { index: 0, dpi: null, widthPx: raster.width, heightPx: raster.height, rgb: raster.rgb };
const inks = inkMap(page);
const { ink } = inks;
const frame = { ink, pitchPx: { x: PITCH, y: PITCH }, toPage: (x: number, y: number): [number, number] => [x, y] };
const { seen } = partedFrame(inks, frame, await glanceAt({ inks, frame }, network), true);

test('of a page with a grey grid, by a cart it was not trained on, the traces are left and the rest is not', () => {
  assert.ok(seen);
  let [kept, lost, strange] = [0, 0, 0];
  const drawn = masks.trace ?? new Uint8Array(0);
  const near = (i: number) =>
    [-1, 0, 1].some((dy) => [-1, 0, 1].some((dx) => (drawn[i + dy * raster.width + dx] ?? 0) > 20));
  seen.trace.values.forEach((ink, i) => {
    const value = seen.written[i] === 1 ? 0 : ink;
    const isTrace = (drawn[i] ?? 0) > 200;
    if (isTrace && value > 100) kept++;
    else if (isTrace) lost++;
    else if (value > 100 && !near(i)) strange++;
  });
  assert.ok(lost < 0.04 * kept, `${lost} of ${kept + lost} pixels of the traces are lost`);
  assert.ok(strange < 0.04 * kept, `${strange} pixels of other things are taken for traces`);
});

test('nearly all lead names are found where they stand, and read right', () => {
  const names = truth.texts.filter((text) => text.lead !== null);
  const right = names.filter(({ lead, boxPx: [x, y, w, h] }) =>
    seen?.names.some(
      (name) =>
        name.lead === lead && Math.abs(name.xPx - x - w / 2) < 2 * PITCH && Math.abs(name.yPx - y - h / 2) < 2 * PITCH,
    ),
  );
  assert.ok(right.length >= names.length - 1, `${right.length} of ${names.length}`);
  assert.ok((seen?.names.length ?? 0) <= names.length + 2, `${seen?.names.length} names on the page`);
});

test('a page gets the same answer after one of another shape, and from two threads', async () => {
  const shaped = async (widthPx: number, heightPx: number, threads: number) => {
    const input = Uint32Array.from({ length: widthPx * heightPx }, (_, i) => 0x01_02_01_02 * (i % 97));
    return (await network.read(input, widthPx, heightPx, threads)).trace;
  };
  const first = await shaped(96, 64, 1);
  assert.equal(first.length, 96 * 64);
  assert.equal((await shaped(64, 96, 1)).length, first.length);
  for (const threads of [1, 2]) {
    const again = await shaped(96, 64, threads);
    assert.ok(again.every((value, i) => Math.abs(value - (first[i] as number)) < 1e-6));
  }
});
