import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { toPng } from './picture.ts';
import { FAMILIES } from './scene/families.ts';
import { renderScene } from './scene/render-scene.ts';
import { truthJson } from './scene/truth-json.ts';
import type { Role } from './types.ts';

const USAGE = `usage: node synth/render.ts --family NAME --count N --seed S --out DIR [--lines] [--masks trace,grid-vertical,…]
Writes FAMILY-SEED.png and FAMILY-SEED.json; --lines adds every sample's pixel, --masks one grey PNG a role.
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
  },
});

if (values.family === undefined || values.out === undefined || FAMILIES[values.family] === undefined) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}

await mkdir(values.out, { recursive: true });
const masks = values.masks.split(',').filter((role) => role !== '') as Role[];
for (let i = 0; i < Number(values.count); i++) {
  const seed = Number(values.seed) + i;
  const scene = await renderScene(seed, values.family, masks);
  const path = join(values.out, `${values.family}-${String(seed).padStart(6, '0')}`);
  await writeFile(`${path}.png`, await toPng(scene.raster));
  await writeFile(`${path}.json`, JSON.stringify(truthJson(scene, values.lines)));
  const { width, height } = scene.raster;
  for (const [role, mask] of Object.entries(scene.masks))
    await sharp(mask, { raw: { width, height, channels: 1 } })
      .png()
      .toFile(`${path}.${role}.png`);
}
