import assert from 'node:assert/strict';
import { test } from 'node:test';
import { viewByRows } from '../../../functions/digitize/flat-page/view-by-rows.ts';
import { type PaperMap, plainMap, toMm } from '../../../functions/digitize/grid/paper-map.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

const [WIDTH, HEIGHT, PX_PER_MM] = [2400, 1600, 8];
const ROW_HEIGHTS_MM = [30, 60, 90, 120, 150];
const [BEGIN_MM, END_MM] = [20, 270];
const NAMES_MM = [22, 107, 192];

/** Where a page that is tilted by `across` and `down` shows a place on it, px. */
type Tilt = { readonly across: number; readonly down: number };
function seen(xMm: number, yMm: number, { across, down }: Tilt): [number, number] {
  const depth = 1 + (across * xMm + down * yMm) / 1000;
  return [(PX_PER_MM * xMm) / depth, (PX_PER_MM * yMm) / depth];
}

/** Rows of level traces with tall waves every 20 mm, as a frame shows them, that may fall by so much, most of it at first; names, where there are any, stand level in the picture. */
function rowsOf(
  tilt: Tilt,
  laterMm = [0, 0, 0, 0, 0],
  slopes = [0, 0, 0, 0, 0],
  hasNames = false,
  fallsMm = [0, 0, 0, 0, 0],
) {
  const extents = ROW_HEIGHTS_MM.map((yMm, row) => ({
    left: seen(BEGIN_MM + (laterMm[row] as number), yMm, tilt)[0],
    right: seen(END_MM, yMm, tilt)[0],
  }));
  const outlines = ROW_HEIGHTS_MM.map((yMm, row) => {
    const top = new Float32Array(WIDTH).fill(Number.NaN);
    const bottom = new Float32Array(WIDTH).fill(Number.NaN);
    for (let xMm = BEGIN_MM; xMm < END_MM; xMm += 0.05) {
      const wave = xMm % 20 < 6 ? 2 * Math.sin(((xMm % 20) * Math.PI) / 6) : 0;
      const fall = (fallsMm[row] as number) * (1 - Math.exp((BEGIN_MM - xMm) / 60));
      const [x, y] = seen(xMm, yMm - wave + fall + (slopes[row] as number) * (xMm - 145), tilt);
      top[Math.floor(x)] = y - 1.5;
      bottom[Math.floor(x)] = y + 1.5;
    }
    return { top, bottom };
  });
  const rows = ROW_HEIGHTS_MM.map((yMm) => ({ baselinePx: seen(145, yMm, tilt)[1], mass: 1 }));
  const labels = rows.flatMap(({ baselinePx }) =>
    NAMES_MM.map((xMm) => ({ lead: 'I' as const, xPx: PX_PER_MM * xMm, yPx: baselinePx - 60, probability: 1 })),
  );
  return { rows, outlines, extents, labels: hasNames ? labels : [] };
}

const frame = {
  ink: emptyPlane(WIDTH, HEIGHT),
  pitchPx: { x: PX_PER_MM, y: PX_PER_MM },
  toPage: (x: number, y: number): [number, number] => [x, y],
};
const flat = plainMap(WIDTH, HEIGHT, frame.pitchPx, 0);

/** Lengths on a map of 50 mm of paper along the rows and across them, all over the page. */
function lengths(map: PaperMap, tilt: Tilt) {
  const at = (xMm: number, yMm: number) => {
    const [x, y] = seen(xMm, yMm, tilt);
    return toMm(map, x - 0.5, y - 0.5);
  };
  const between = ([x0, y0]: [number, number], [x1, y1]: [number, number]) => Math.hypot(x1 - x0, y1 - y0);
  const along: number[] = [];
  const across: number[] = [];
  for (const x of [25, 95, 165, 220])
    for (const y of [30, 65, 100]) {
      along.push(between(at(x, y), at(x + 50, y)));
      across.push(between(at(x, y), at(x, y + 50)));
    }
  return [along, across].map((all) => Math.max(...all) / Math.min(...all) - 1) as [number, number];
}

test('rows that run together and end askew lay a tilted page flat', () => {
  for (const tilt of [
    { across: 0.5, down: 0.3 },
    { across: -0.4, down: 0.6 },
  ]) {
    const map = viewByRows(rowsOf(tilt), frame, flat);
    assert.ok(map !== null);
    const [along, across] = lengths(map, tilt);
    assert.ok(along < 0.006, `along rows scale varies by ${along}`);
    assert.ok(across < 0.006, `across rows scale varies by ${across}`);
    assert.ok(lengths(flat, tilt)[0] > 0.1);
  }
});

test('parallel rows that grow longer lay a tilted page flat', () => {
  const tilt = { across: 0, down: 0.4 };
  const map = viewByRows(rowsOf(tilt), frame, flat);
  assert.ok(map !== null);
  const [along, across] = lengths(map, tilt);
  assert.ok(along < 0.006 && across < 0.006, `scale varies by ${along} along rows, ${across} across`);
  assert.ok(lengths(flat, tilt)[0] > 0.025);
});

test('rows that wander too much to tell how they run together tell a view by where they begin and end', () => {
  const tilt = { across: 0, down: 0.4 };
  const wandering = [0.012, -0.009, 0.004, -0.013, 0.01];
  const map = viewByRows(rowsOf(tilt, undefined, wandering), frame, flat);
  assert.ok(map !== null);
  const [along] = lengths(map, tilt);
  assert.ok(along < 0.01, `scale varies by ${along} along rows`);
  assert.equal(viewByRows(rowsOf({ across: 0, down: 0 }, undefined, wandering), frame, flat), null);
});

test('four rows of a flat page that wander are not taken to run together, though three of them do', () => {
  const wandering = [-0.0038, 0.0008, 0.0056, -0.001, 0];
  const { rows, outlines, extents, labels } = rowsOf({ across: 0, down: 0 }, [0, 0, 0, 0, 0], wandering);
  const four = { rows: rows.slice(0, 4), outlines: outlines.slice(0, 4), extents: extents.slice(0, 4), labels };
  assert.equal(viewByRows(four, frame, flat), null);
});

test('three rows of a flat page that fall at first, each by another height, are not taken to run together', () => {
  const none = [0, 0, 0, 0, 0];
  const three = (tilt: Tilt, fallsMm: number[]) => {
    const { rows, outlines, extents, labels } = rowsOf(tilt, none, none, false, fallsMm);
    return { rows: rows.slice(0, 3), outlines: outlines.slice(0, 3), extents: extents.slice(0, 3), labels };
  };
  assert.equal(viewByRows(three({ across: 0, down: 0 }, [-4, 0, 4, 0, 0]), frame, flat), null);
  assert.ok(viewByRows(three({ across: 0.3, down: 0.2 }, none), frame, flat) !== null);
});

test('rows of a flat page that seem to run together by their wander are contradicted by names that stand level', () => {
  const wandering = [-0.007, -0.0045, -0.002, 0.0005, 0.003];
  const level = { across: 0, down: 0 };
  const none = [0, 0, 0, 0, 0];
  assert.ok(viewByRows(rowsOf(level, none, wandering), frame, flat) !== null, 'rows alone cannot tell');
  assert.equal(viewByRows(rowsOf(level, none, wandering, true), frame, flat), null);
});

test('where rows wander lines of names tell how they run together', () => {
  const tilt = { across: 0.3, down: 0.3 };
  const rows = rowsOf(tilt, undefined, [0.004, -0.004, 0.002, -0.004, 0.006]);
  const names = ROW_HEIGHTS_MM.flatMap((yMm, row) =>
    NAMES_MM.map((xMm, column) => {
      const [xPx, yPx] = seen(xMm, yMm - 8 + 0.1 * Math.sin(5 * row + 3 * column), tilt);
      return { lead: 'I' as const, xPx, yPx, probability: 1 };
    }),
  );
  const along = (labels: typeof names) => lengths(viewByRows({ ...rows, labels }, frame, flat) ?? flat, tilt)[0];
  assert.ok(along(names) < 0.01, `scale varies by ${along(names)} along rows`);
  assert.ok(along([]) > 0.014, `rows alone: by ${along([])}`);
});

test('names that do not agree say nothing against the rows', () => {
  const tilt = { across: 0.5, down: 0.3 };
  const { labels, ...rows } = rowsOf(tilt, undefined, undefined, true);
  const strewn = labels.map((label, i) => ({ ...label, yPx: label.yPx + 14 * Math.sin(5 * i) }));
  assert.ok(viewByRows({ ...rows, labels: strewn }, frame, flat) !== null);
});

test('parallel rows, and rows that do not begin on one line, leave the page as it is', () => {
  assert.equal(viewByRows(rowsOf({ across: 0, down: 0 }), frame, flat), null);
  assert.equal(viewByRows(rowsOf({ across: 0.5, down: 0.3 }, [0, 7, -6, 5, -9]), frame, flat), null);
  const { rows, outlines, extents, labels } = rowsOf({ across: 0.5, down: 0.3 });
  const two = { rows: rows.slice(0, 2), outlines: outlines.slice(0, 2), extents: extents.slice(0, 2), labels };
  assert.equal(viewByRows(two, frame, flat), null);
});

test('parallel rows of one length whose begins and ends stand aslant, alike, lay a page seen askew upright', () => {
  const aslant = (mm: readonly number[]) => {
    const { extents, ...rows } = rowsOf({ across: 0, down: 0 });
    const moved = extents.map(({ left, right }, row) => ({
      left: left + PX_PER_MM * (mm[row] as number),
      right: right + PX_PER_MM * (mm[row] as number),
    }));
    return viewByRows({ ...rows, extents: moved }, frame, flat);
  };
  const map = aslant([0, 1, 2, 3, 4]);
  assert.ok(map !== null);
  const beginMm = (row: number) => {
    const [x, y] = [PX_PER_MM * (BEGIN_MM + row), PX_PER_MM * (ROW_HEIGHTS_MM[row] as number)];
    return toMm(map, x, y)[0];
  };
  assert.ok(Math.abs(beginMm(4) - beginMm(0)) < 0.1, `${beginMm(4) - beginMm(0)} mm aslant`);
  assert.equal(aslant([0, 0.1, 0.2, 0.3, 0.4]), null);
});

test('two rows tell a view only where names over one another are as far apart as the rows have it', () => {
  const tilt = { across: 0, down: 0.25 };
  const { rows, outlines, extents } = rowsOf(tilt);
  const of = <T>(all: readonly T[]) => [all[0]!, all[4]!];
  const two = { rows: of(rows), outlines: of(outlines), extents: of(extents) };
  const namesOf = (as: Tilt) =>
    of(ROW_HEIGHTS_MM).flatMap((yMm) =>
      [22, 64, 106, 148, 190, 232].map((xMm) => {
        const [xPx, yPx] = seen(xMm, yMm + 8, as);
        return { lead: 'I' as const, xPx, yPx, probability: 1 };
      }),
    );
  const map = viewByRows({ ...two, labels: namesOf(tilt) }, frame, flat);
  assert.ok(map !== null);
  assert.ok(lengths(map, tilt)[0] < 0.006);
  assert.equal(viewByRows({ ...two, labels: [] }, frame, flat), null);
  assert.equal(viewByRows({ ...two, labels: namesOf({ across: 0, down: 0 }) }, frame, flat), null);
});
