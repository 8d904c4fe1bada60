import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { toScannedPdf } from './page/scanned-pdf.ts';
import { toPng, toTiff } from './picture.ts';
import { seededRandom } from './random.ts';
import { openRecordings } from './recordings.ts';
import { FAMILIES } from './scene/families.ts';
import { renderScene, renderTwoPages, type Scene } from './scene/render-scene.ts';
import { truthJson } from './scene/truth-json.ts';
import type { Role } from './types.ts';

const USAGE = `usage: node synth/render.ts --family NAME --count N --seed S --out DIR [--lines] [--masks trace,grid-vertical,…]
       [--recordings FILE] [--two-pages]
Writes FAMILY-SEED.png and FAMILY-SEED.json; --lines adds every sample's pixel, --masks one grey PNG a role (and one of the page).
--two-pages: limb leads on one sheet, chest leads on another, filed as FAMILY-SEED.pdf (JPEGs), .tif, and the truth as .pages.json.
--recordings: raw little-endian int16 microvolts [n, 8 leads I II V1–V6, 5000] at 500 Hz; page i shows recording (seed + i) mod n.
families (* held out): ${Object.entries(FAMILIES)
  .map(([name, family]) => name + (family.heldOut ? '*' : ''))
  .join(' ')}`;

const { values } = parseArgs({
  options: {
    family: { type: 'string' },
    count: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
    lines: { type: 'boolean', default: false },
    masks: { type: 'string', default: '' },
    recordings: { type: 'string' },
    'two-pages': { type: 'boolean', default: false },
  },
});

if (values.family === undefined || values.out === undefined || FAMILIES[values.family] === undefined) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}

await mkdir(values.out, { recursive: true });
const masks = values.masks.split(',').filter((role) => role !== '') as Role[];
const recordings = values.recordings === undefined ? null : await openRecordings(values.recordings);

for (let i = 0; i < Number(values.count); i++) {
  const seed = Number(values.seed) + i;
  const ecg = await recordings?.ecg(seed, seededRandom(seed));
  const options = ecg === undefined ? { masks } : { masks, ecg };
  const path = join(values.out, `${values.family}-${String(seed).padStart(6, '0')}`);
  if (values['two-pages']) await writeReport(await renderTwoPages(seed, values.family, options), path);
  else await writePage(await renderScene(seed, values.family, options), path);
}
await recordings?.close();

async function writePage(scene: Scene, path: string): Promise<void> {
  await writeFile(`${path}.png`, await toPng(scene.raster));
  await writeFile(`${path}.json`, JSON.stringify(truthJson(scene, values.lines)));
  const { width, height } = scene.raster;
  for (const [role, mask] of Object.entries(scene.masks))
    await sharp(mask, { raw: { width, height, channels: 1 } })
      .png()
      .toFile(`${path}.${role}.png`);
}

async function writeReport(scenes: readonly Scene[], path: string): Promise<void> {
  const sheets = scenes.map(({ raster, truth }) => ({ picture: raster, pxPerMm: truth.pitchPx.x }));
  await writeFile(`${path}.pdf`, await toScannedPdf(sheets, 90));
  await writeFile(`${path}.tif`, await toTiff(scenes.map((scene) => scene.raster)));
  await writeFile(`${path}.pages.json`, JSON.stringify(scenes.map((scene) => truthJson(scene, values.lines))));
}
