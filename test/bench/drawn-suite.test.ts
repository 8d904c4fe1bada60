import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { BenchPage } from '../../bench/digitize/bench-page.ts';
import { openFile } from '../../bench/digitize/open-file.ts';
import { scorePage } from '../../bench/digitize/score-page.ts';
import { suitePages } from '../../bench/digitize/suites.ts';
import { toPng } from '../../synth/picture.ts';

const dir = await mkdtemp(join(tmpdir(), 'drawn-'));
const PICTURE = { width: 300, height: 200, rgb: new Uint8Array(3 * 300 * 200) };
after(() => rm(dir, { recursive: true }));

for (const [family, seed] of [
  ['scan', '000002'],
  ['scan', '000001'],
  ['photo-hard', '000001'],
] as const) {
  const line = { lead: 'aVR', startS: 2.5, mv: [0.1, null, 0.3], xPx: [1, 2, null], yPx: [5, 5.5, null] };
  const truth = {
    family,
    layout: '3x4',
    widthPx: PICTURE.width,
    leads: { aVR: line },
    rhythm: [{ ...line, lead: 'II' }],
  };
  await writeFile(join(dir, `${family}-${seed}.json`), JSON.stringify(truth));
  await writeFile(join(dir, `${family}-${seed}.png`), await toPng(PICTURE));
}
await writeFile(join(dir, 'scan-000001.pages.json'), '[]');

async function pagesOf(suite: string, count: number): Promise<BenchPage[]> {
  const pages: BenchPage[] = [];
  for await (const page of suitePages(suite, '.', count, 1)) pages.push(page);
  return pages;
}

test('pages that were drawn before come seed by seed, of all families or of one', async () => {
  const names = (await pagesOf(`drawn:${dir}`, 9)).map((page) => page.name);
  assert.deepEqual(names, ['photo-hard-000001', 'scan-000001', 'scan-000002']);
  const scans = await pagesOf(`drawn:${dir}:scan`, 1);
  assert.deepEqual(
    scans.map(({ name, condition, layout }) => [name, condition, layout]),
    [['scan-000001', 'scan', '3x4']],
  );
});

test('their truth stands on the page’s clock, and their lines in the picture', async () => {
  const [page] = await pagesOf(`drawn:${dir}:photo-hard`, 1);
  const clock = page!.truth!.get('aVR')!;
  assert.deepEqual([clock[1249], clock[1250], clock[1251], clock[1252]], [Number.NaN, 0.1, Number.NaN, 0.3]);
  assert.deepEqual([...page!.truth!.keys()], ['aVR']);
  assert.deepEqual(
    page!.drawn?.lines.map((line) => [line.lead, line.rhythm, line.yPx[1], line.xPx[2]]),
    [
      ['aVR', false, 5.5, Number.NaN],
      ['II', true, 5.5, Number.NaN],
    ],
  );
  const { raster } = await page!.open();
  assert.deepEqual([raster.widthPx, raster.heightPx], [300, 200]);
});

test('a page that cannot be decoded counts as refused and ends no run', async () => {
  const broken = { ...(await pagesOf(`drawn:${dir}:photo-hard`, 1))[0]!, open: () => openFile(join(dir, 'tiny.png')) };
  await writeFile(join(dir, 'tiny.png'), await toPng({ width: 3, height: 2, rgb: new Uint8Array(18) }));
  const { problem, leads, printed } = await scorePage(broken, () => assert.fail('it cannot be read'));
  assert.deepEqual([problem, leads, printed], ['IMAGE_TOO_SMALL', [], 1]);
});
