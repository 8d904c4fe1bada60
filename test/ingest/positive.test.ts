import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import type { RasterPage } from '../../functions/ingest/types.ts';
import { drawPage } from '../digitize/drawn-page.ts';

const { page } = drawPage();

/** The page through a PNG file, each value changed. */
async function decoded(change: (value: number) => number): Promise<RasterPage> {
  const { widthPx: width, heightPx: height } = page;
  const bytes = await sharp(page.rgb.map(change), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  const result = await decodePage(bytes, 'image/png', 0);
  assert.ok(result.ok);
  return result.value.raster;
}

test('a page of light ink on dark ground is decoded as its positive', async () => {
  const { rgb } = await decoded((value) => 255 - value);
  assert.ok(rgb.every((value, i) => value === page.rgb[i]));
});

test('so is one on a screen that is not quite black', async () => {
  const { rgb } = await decoded((value) => Math.round(40 + 0.6 * (255 - value)));
  assert.ok((rgb[0] as number) > 150);
});

test('dark ink stays dark, also in a picture that is as dim as a screen', async () => {
  assert.deepEqual((await decoded((value) => value)).rgb, page.rgb);
  const dim = await decoded((value) => Math.round(0.35 * value));
  assert.ok(dim.rgb.every((value, i) => value === Math.round(0.35 * (page.rgb[i] as number))));
});

/** A pixel of the page's paper where it stands between bars of one grey that hold lines of letters; `turned`: beside those. */
async function between(change: (value: number) => number, bar: number, letters: number, turned = false) {
  const { widthPx: width, heightPx: height } = page;
  const shown = await sharp(page.rgb.map(change), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  const barPx = Math.round(turned ? 0.45 * width : height);
  const [w, h] = turned ? [width + 2 * barPx, height] : [width, height + 2 * barPx];
  const [left, top] = turned ? [barPx, 0] : [0, barPx];
  const grey = (value: number) => ({ r: value, g: value, b: value });
  const line = { create: { width: Math.round(0.7 * w), height: 12, channels: 3 as const, background: grey(letters) } };
  const print = await sharp(line).png().toBuffer();
  const bytes = await sharp({ create: { width: w, height: h, channels: 3, background: grey(bar) } })
    .composite([
      { input: print, left: 20, top: 40 },
      { input: shown, left, top },
      ...(turned ? [] : [{ input: print, left: 20, top: h - 60 }]),
    ])
    .png()
    .toBuffer();
  const result = await decodePage(bytes, 'image/png', 0);
  assert.ok(result.ok);
  const { rgb } = result.value.raster;
  return rgb[3 * (Math.round(top + 0.9 * height) * w + left + 3)] as number;
}

test('paper between dark bars with light letters on them stays as it is', async () => {
  for (const turned of [false, true]) {
    const paper = await between((value) => Math.round(0.62 * value), 0, 255, turned);
    assert.ok(paper > 110 && paper < 170, `${turned} ${paper}`);
  }
});

test('light ink on a dark ground between light bars is decoded as its positive', async () => {
  const { heightPx: height, widthPx: width, rgb } = page;
  const negative = await sharp(
    rgb.map((value) => 255 - value),
    { raw: { width, height, channels: 3 } },
  )
    .extend({ top: Math.round(0.15 * height), bottom: Math.round(0.15 * height), background: '#fff' })
    .png()
    .toBuffer();
  const result = await decodePage(negative, 'image/png', 0);
  assert.ok(result.ok);
  assert.ok((result.value.raster.rgb[0] as number) < 100);
});
