import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KnownPrint } from '../../functions/digitize/known-print.ts';
import { openPageNetwork } from '../../functions/digitize/networks/open-page-network.ts';
import { digitizeRaster } from '../../functions/digitize/raster-page.ts';
import type { Digitized, PageGeometry, PrintedCalibration } from '../../functions/digitize/types.ts';
import { withPrint } from '../../functions/digitize/with-print.ts';
import { ok } from '../../functions/problems.ts';
import { renderScene } from '../../synth/scene/render-scene.ts';
import { digitized } from '../worker/fake-stages.ts';

/**
 * A page that is always read the same way, with what it was read with and how often its print was asked; ahead too, where a geometry was foreseen.
 */
function pageReading(answer: Digitized, print: PrintedCalibration, foreseen?: PageGeometry) {
  const readWith: PrintedCalibration[] = [];
  let asked = 0;
  const read = async ({ says, askAhead }: KnownPrint) => {
    readWith.push(says);
    if (foreseen !== undefined) askAhead(foreseen);
    return ok(answer);
  };
  const readPrint = async () => {
    asked++;
    return print;
  };
  return { read, readPrint, readWith, asked: () => asked };
}

const FAST = { speedMmPerS: 50, gainMmPerMv: 5 };
const calibration = { ...FAST, pitchPx: { x: 8, y: 8 }, source: 'grid' } as const;

test('where the traces do not tell the scale, the page is read again with what it prints', async () => {
  const page = pageReading(digitized({ scaleMargin: 1 }), FAST);
  const done = await withPrint(page.read, page.readPrint);
  assert.ok(done.ok);
  assert.deepEqual(page.readWith, [{}, FAST]);
});

test('a print that bears out the reading costs no second one, and leaves no doubt of the calibration', async () => {
  const answer = digitized({ scaleMargin: 1, calibration });
  const page = pageReading(answer, FAST);
  const done = await withPrint(page.read, page.readPrint);
  assert.ok(done.ok && done.value.quality.score > answer.quality.score);
  assert.deepEqual(page.readWith, [{}]);
});

test('a print that says nothing changes nothing', async () => {
  const answer = digitized({ scaleMargin: 1, calibration });
  const page = pageReading(answer, {});
  const done = await withPrint(page.read, page.readPrint);
  assert.ok(done.ok);
  assert.equal(done.value, answer);
});

test('traces that tell the scale leave the print unasked', async () => {
  for (const answer of [digitized({ scaleMargin: 6 }), digitized()]) {
    const page = pageReading(answer, FAST);
    await withPrint(page.read, page.readPrint);
    assert.equal(page.asked(), 0);
  }
});

test('print that was asked ahead is not asked again', async () => {
  const answer = digitized({ scaleMargin: 1 });
  const page = pageReading(answer, FAST, answer.geometry);
  await withPrint(page.read, page.readPrint);
  assert.deepEqual(page.readWith, [{}, FAST]);
  assert.equal(page.asked(), 1);
});

test('print that was asked ahead of a page that proves to lie otherwise is asked anew', async () => {
  const answer = digitized({ scaleMargin: 1 });
  const page = pageReading(answer, FAST, { ...answer.geometry, quarterTurns: 2 });
  await withPrint(page.read, page.readPrint);
  assert.equal(page.asked(), 2);
});

test('print that was asked ahead changes nothing where the traces tell the scale after all', async () => {
  const answer = digitized({ scaleMargin: 6 });
  const page = pageReading(answer, FAST, answer.geometry);
  const done = await withPrint(page.read, page.readPrint);
  assert.ok(done.ok);
  assert.equal(done.value, answer);
});

/** Rows of one lead, whose print is read upside down alone, and the turns that they are read again by. */
async function oneLeadUpsideDown(answer: Partial<Digitized>, isStated?: boolean) {
  const [trace] = digitized().traces;
  const turns: (number | undefined)[] = [];
  const rows = digitized({ scaleMargin: 1, layout: '1x1', traces: trace ? [trace, trace] : [], ...answer });
  const read = async (print: KnownPrint) => {
    turns.push(print.turns);
    return ok(rows);
  };
  await withPrint(read, async ({ quarterTurns }) => (quarterTurns === 2 ? FAST : {}), isStated);
  return turns;
}

test('rows of one lead are read upside down where print stands upright only so', async () => {
  assert.deepEqual(await oneLeadUpsideDown({}), [undefined, 2]);
});

test('no other page is, nor one whose way up a person stated', async () => {
  assert.deepEqual(await oneLeadUpsideDown({ layout: '3x4+1' }), [undefined]);
  assert.deepEqual(await oneLeadUpsideDown({}, true), [undefined]);
});

test('a page of unsure scale asks for its print while its traces are read, for the geometry that it answers', async (t) => {
  const { raster } = await renderScene(41, 'excerpt', { pxPerMm: 5 });
  const network = await openPageNetwork('models', 1);
  t.after(() => network.close());
  const asked: PageGeometry[] = [];
  let done = false;
  const askAhead = (geometry: PageGeometry) => {
    assert.equal(done, false);
    asked.push(geometry);
  };
  const page = { index: 0, widthPx: raster.width, heightPx: raster.height, dpi: null, rgb: raster.rgb };
  const read = await digitizeRaster(page, {}, network, { says: {}, askAhead });
  done = true;
  assert.ok(read.ok);
  assert.ok(read.value.scaleMargin !== null && read.value.scaleMargin < 3.5);
  assert.deepEqual(asked, [read.value.geometry]);
});
