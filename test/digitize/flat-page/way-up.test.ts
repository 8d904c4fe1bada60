import assert from 'node:assert/strict';
import { test } from 'node:test';
import { liesAcross, liesSideways } from '../../../functions/digitize/flat-page/orientation.ts';
import { seemsSideways } from '../../../functions/digitize/flat-page/upright-frame.ts';
import { type AnyWayUp, tracesAcross } from '../../../functions/digitize/flat-page/way-up.ts';
import type { Plane } from '../../../functions/digitize/maths/plane.ts';
import { unscaledPage } from './unscaled-page.ts';

const SIDE_PX = 480;
const PITCH_PX = 8;

/** Three traces up the plane, and a grid of the pen's colour over all of it whose lines are `gridPx` thick. */
function sideways(gridPx: number): Plane {
  const values = new Uint8Array(SIDE_PX * SIDE_PX);
  for (let y = 0; y < SIDE_PX; y++)
    for (let x = 0; x < SIDE_PX; x++) {
      const isGrid = x % PITCH_PX < gridPx || y % PITCH_PX < gridPx;
      const isTrace = [120, 240, 360].some((column) => Math.abs(x - column) < 3);
      if (isGrid || isTrace) values[y * SIDE_PX + x] = 200;
    }
  return { widthPx: SIDE_PX, heightPx: SIDE_PX, values };
}

function upright({ values, ...size }: Plane): Plane {
  const turned = values.map((_, at) => values[(at % SIDE_PX) * SIDE_PX + Math.floor(at / SIDE_PX)] ?? 0);
  return { ...size, values: turned };
}

const seems = (ink: Plane) =>
  seemsSideways({ frame: { ink, pitchPx: { x: PITCH_PX, y: PITCH_PX }, toPage: (x, y) => [x, y] } });

test('traces up the page are seen before the costly steps', () => {
  assert.equal(seems(sideways(0)), true);
  assert.equal(seems(upright(sideways(0))), false);
});

test('where the grid hides which way the traces run, nothing is turned for it', () => {
  assert.equal(seems(sideways(2)), false);
  assert.equal(seems(upright(sideways(2))), false);
});

test('ink that gathers neither way lies neither across nor sideways, traces across lie across', () => {
  const even: Plane = { ...sideways(0), values: new Uint8Array(SIDE_PX * SIDE_PX).fill(200) };
  const says = (ink: Plane) => [liesAcross(ink, PITCH_PX, 100), liesSideways(ink, PITCH_PX, 100)];
  assert.deepEqual(says(even), [false, false]);
  assert.deepEqual(says(sideways(0)), [false, true]);
  assert.deepEqual(says(upright(sideways(0))), [true, false]);
});

test('a strip runs along its length, however much of it is upstrokes', () => {
  const spikes = (widthPx: number, heightPx: number): Plane => ({
    widthPx,
    heightPx,
    values: Uint8Array.from({ length: widthPx * heightPx }, (_, i) => ((i % widthPx) % 80 < 3 ? 200 : 0)),
  });
  assert.equal(liesSideways(spikes(1000, 800), PITCH_PX, 100), true);
  assert.equal(liesSideways(spikes(1000, 300), PITCH_PX, 100), false);
  assert.equal(liesAcross(spikes(1000, 300), PITCH_PX, 100), true);
});

/** A page whose grid hides at first that its ink gathers up the page, and that tells no scale on its sides; names are read in one way up, or in none. */
function gatheringUp(named: 0 | 1 | 2 | 3 | null): AnyWayUp {
  const asItLies = unscaledPage(sideways(0), PITCH_PX);
  const { frame } = unscaledPage(sideways(2), PITCH_PX);
  const laid = (): ReturnType<AnyWayUp['laid']> => ({ frame }) as ReturnType<AnyWayUp['laid']>;
  return {
    laid,
    upright: async (turns) => (turns % 2 === 0 ? asItLies : null),
    isNamed: async (turns) => turns === named,
  };
}

test('a page whose tall waves pass for traces up the page is found upside down by its names, or as it lies without any', async () => {
  assert.equal((await tracesAcross(gatheringUp(2), {}))?.turns, 2);
  assert.equal((await tracesAcross(gatheringUp(null), {}))?.turns, 0);
});
