/**
 * Draws patches of report pages with what stands on them, for training the page network only:
 *
 *     node draw-page-patches.ts --out FILE --pages N --seed S [--patches 8] [--recordings FILE] [--families a,b,…]
 *
 * A patch shows about 64 mm of paper, upright as the digitizer's geometry would show it, 384 × 384 pixels of 1/6 mm give or take a scale
 * error. FILE gets one record a patch (see RECORD_BYTES): the four channels of `functions/digitize/page-network`, the trace's
 * coverage, text, separator and pulse at half and the lead named (0 none, 1–12) at a quarter of the resolution. `--recordings` holds
 * raw little-endian int16 microvolts [n, 8 leads I II V1–V6, 5000] at 500 Hz, drawn on every other page. Held-out families are refused.
 */
import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { CHANNELS, type ColourPlanes } from '../../functions/digitize/ink/colour-planes.ts';
import { inkMap } from '../../functions/digitize/ink/ink-map.ts';
import { halved, sampleStretch } from '../../functions/digitize/page-network/sample-colours.ts';
import { LEADS } from '../../functions/leads.ts';
import { type Random, seededRandom } from '../../synth/random.ts';
import { openRecordings } from '../../synth/recordings.ts';
import { FAMILIES, HELD_OUT_FAMILIES } from '../../synth/scene/families.ts';
import { grey } from '../../synth/scene/office.ts';
import type { ScenePlan } from '../../synth/scene/plan.ts';
import { renderScene, type Scene } from '../../synth/scene/render-scene.ts';

const SIZE = 384;
const PX_PER_MM = 6;
const HALF = SIZE / 2;
const QUARTER = SIZE / 4;
const INPUT = 4 * SIZE * SIZE;
const TRACE = SIZE * SIZE;
const PRINT = 3 * HALF * HALF;
const RECORD_BYTES = INPUT + TRACE + PRINT + QUARTER * QUARTER;
/** Reading the page at half its size is enough from this many page pixels a patch pixel on. */
const HALVE_FROM = 1.6;

type Matrix = readonly number[];

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    pages: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    patches: { type: 'string', default: '8' },
    recordings: { type: 'string' },
    families: { type: 'string' },
  },
});
if (values.out === undefined) throw new Error('usage: draw-page-patches.ts --out FILE --pages N --seed S');
const families =
  values.families?.split(',') ?? Object.keys(FAMILIES).filter((name) => !HELD_OUT_FAMILIES.includes(name));
if (families.some((name) => HELD_OUT_FAMILIES.includes(name))) throw new Error('held-out families are for measuring only');

const out = await open(values.out, 'w');
const recordings = values.recordings === undefined ? null : await openRecordings(values.recordings);
for (let i = 0; i < Number(values.pages); i++) {
  const seed = Number(values.seed) + i;
  const random = seededRandom(seed).fork('patches');
  const family = random.pick(families);
  const ecg = random.chance(0.5) ? await recordings?.ecg(seed, random) : undefined;
  const density = family === 'fax' ? {} : { pxPerMm: Math.exp(random.uniform(Math.log(2.8), Math.log(9.5))) };
  const vary = variation(random);
  const scene = await renderScene(seed, family, { masks: ['trace', 'separator'], ...density, vary, ...(ecg && { ecg }) });
  const planes = pagePlanes(scene);
  for (let k = 0; k < Number(values.patches); k++) await out.write(patch(scene, planes, random));
  if (i % 20 === 0) process.stderr.write(`${i} pages\n`);
}
await out.close();
await recordings?.close();

/** What the families leave out or draw seldom: cameras without colour, names over the trace, grids of dots. */
function variation(random: Random): (plan: ScenePlan) => ScenePlan {
  const greys = random.chance(0.2);
  const page = {
    ...(random.chance(0.15) && { label: 'on' as const }),
    ...(random.chance(0.15) && { grid: 'dotted' as const }),
  };
  return (plan) => ({ ...plan, page: { ...plan.page, ...page }, effects: greys ? [grey, ...plan.effects] : plan.effects });
}

function pagePlanes({ raster }: Scene): ColourPlanes {
  const page = { index: 0, dpi: null, widthPx: raster.width, heightPx: raster.height, rgb: raster.rgb };
  return inkMap(page).colours;
}

function patch(scene: Scene, planes: ColourPlanes, random: Random): Uint8Array {
  const { truth } = scene;
  const record = new Uint8Array(RECORD_BYTES);
  const shown = new Uint32Array(SIZE * SIZE);
  const lines = truth.lines;
  const line = random.pick(lines);
  const vertex = random.integer(0, line.xMm.length - 1);
  const onTrace = random.chance(0.75);
  const xMm = onTrace ? (line.xMm[vertex] ?? 0) + random.uniform(-24, 24) : random.uniform(0, truth.widthMm);
  const yMm = onTrace ? (line.zeroMm ?? 0) + random.uniform(-24, 24) : random.uniform(0, truth.heightMm);
  const spread = random.chance(0.12) ? 0.18 : 0.06;
  const scaleX = Math.exp(spread * random.normal()) / PX_PER_MM;
  const scaleY = scaleX * Math.exp(0.03 * random.normal());
  const over = random.chance(0.05);
  const angle = (over ? Math.PI : 0) + random.normal() * (random.chance(0.15) ? 0.04 : 0.012);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const centre = (SIZE - 1) / 2;
  const toMm = [
    cos * scaleX,
    -sin * scaleY,
    xMm - centre * (cos * scaleX - sin * scaleY),
    sin * scaleX,
    cos * scaleY,
    yMm - centre * (sin * scaleX + cos * scaleY),
    0,
    0,
    1,
  ];
  const toPage = product(truth.mmToPx, toMm);
  const fromPage = inverse(toPage);
  const [x0, y0] = apply(toPage, centre, centre);
  const [x1, y1] = apply(toPage, centre + 1, centre);
  const halve = Math.hypot(x1 - x0, y1 - y0) > HALVE_FROM;
  const source = halve ? halved(planes) : planes;
  const trace = scene.masks.trace ?? new Uint8Array(0);
  const separator = scene.masks.separator ?? new Uint8Array(0);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const [px, py] = apply(toPage, x, y);
      const at = y * SIZE + x;
      const [sx, sy] = halve ? [px / 2 - 0.25, py / 2 - 0.25] : [px, py];
      sampleStretch(source, sx, sy, 0, 0, 1, shown, at);
      for (let channel = 0; channel < CHANNELS; channel++)
        record[channel * SIZE * SIZE + at] = ((shown[at] ?? 0) >>> (8 * channel)) & 255;
      record[INPUT + at] = maskAt(trace, planes.widthPx, planes.heightPx, px, py);
    }
  }
  const print = record.subarray(INPUT + TRACE, INPUT + TRACE + PRINT);
  for (const { quadPx } of truth.texts) fillQuad(print.subarray(0, HALF * HALF), HALF, 2, fromPage, quadPx, 255);
  for (let y = 0; y < HALF; y++) {
    for (let x = 0; x < HALF; x++) {
      const [px, py] = apply(toPage, 2 * x + 0.5, 2 * y + 0.5);
      print[HALF * HALF + y * HALF + x] = maskAt(separator, planes.widthPx, planes.heightPx, px, py);
    }
  }
  for (const { quadPx } of truth.pulses) fillQuad(print.subarray(2 * HALF * HALF), HALF, 2, fromPage, quadPx, 255);
  if (over) return record;
  const named = record.subarray(INPUT + TRACE + PRINT);
  for (const text of truth.texts) {
    if (text.lead !== null) fillQuad(named, QUARTER, 4, fromPage, text.quadPx, 1 + LEADS.indexOf(text.lead));
  }
  return record;
}

function maskAt(mask: Uint8Array, width: number, height: number, x: number, y: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  if (!(x0 >= 0 && y0 >= 0 && x0 + 1 < width && y0 + 1 < height)) return 0;
  const [u, v, at] = [x - x0, y - y0, y0 * width + x0];
  const top = (mask[at] ?? 0) * (1 - u) + (mask[at + 1] ?? 0) * u;
  const low = (mask[at + width] ?? 0) * (1 - u) + (mask[at + width + 1] ?? 0) * u;
  return top * (1 - v) + low * v + 0.5;
}

/** Fills a quadrangle of the page into a plane whose cells are `cell` patch pixels wide. */
function fillQuad(plane: Uint8Array, size: number, cell: number, fromPage: Matrix, quadPx: readonly number[], value: number): void {
  const corners = [0, 2, 4, 6].map((i) => {
    const [x, y] = apply(fromPage, quadPx[i] ?? 0, quadPx[i + 1] ?? 0);
    return [(x - (cell - 1) / 2) / cell, (y - (cell - 1) / 2) / cell] as const;
  });
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  if (!xs.every(Number.isFinite) || !ys.every(Number.isFinite)) return;
  const inside = (x: number, y: number): boolean => {
    let sign = 0;
    for (let i = 0; i < 4; i++) {
      const [ax, ay] = corners[i] ?? [0, 0];
      const [bx, by] = corners[(i + 1) % 4] ?? [0, 0];
      const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
      if (side === 0) continue;
      if (sign !== 0 && Math.sign(side) !== sign) return false;
      sign = Math.sign(side);
    }
    return true;
  };
  for (let y = Math.max(0, Math.floor(Math.min(...ys))); y <= Math.min(size - 1, Math.ceil(Math.max(...ys))); y++) {
    for (let x = Math.max(0, Math.floor(Math.min(...xs))); x <= Math.min(size - 1, Math.ceil(Math.max(...xs))); x++) {
      if (inside(x, y)) plane[y * size + x] = value;
    }
  }
}

function apply(m: Matrix, x: number, y: number): [number, number] {
  const at = (i: number) => m[i] ?? 0;
  const w = at(6) * x + at(7) * y + at(8);
  return [(at(0) * x + at(1) * y + at(2)) / w, (at(3) * x + at(4) * y + at(5)) / w];
}

function product(a: Matrix, b: Matrix): number[] {
  return Array.from({ length: 9 }, (_, i) => {
    const [row, column] = [3 * Math.floor(i / 3), i % 3];
    return [0, 1, 2].reduce((sum, k) => sum + (a[row + k] ?? 0) * (b[3 * k + column] ?? 0), 0);
  });
}

/** The inverse up to scale (adjugate), which is all a homography needs. */
function inverse(m: Matrix): number[] {
  const [a, b, c, d, e, f, g, h, i] = m as [number, number, number, number, number, number, number, number, number];
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
}
