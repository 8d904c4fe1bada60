import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { renderPage } from '../../synth/page/render-page.ts';
import { toPng } from '../../synth/picture.ts';
import { synthesise } from '../../synth/synthesise.ts';

const VENDORS = ['muse', 'mac', 'mindray', 'edan'] as const;

/** `count` rendered report pages as PNG, at 200 dpi, each of another heart and in the style of another device. */
export async function renderedPages(count: number): Promise<Uint8Array[]> {
  const pages: Uint8Array[] = [];
  for (let i = 0; i < count; i++) {
    const ecg = synthesise({ seed: 1000 + i, rateBpm: 55 + ((i * 13) % 60), noise: NOISE });
    const vendor = VENDORS[i % VENDORS.length] ?? 'muse';
    const page = renderPage({ seed: 2000 + i, vendor, layout: '3x4', rhythmLeads: ['II'], pxPerMm: 7.874 }, ecg);
    pages.push(await toPng(page.raster));
  }
  return pages;
}

const NOISE = { wanderMv: 0.04, mainsMv: 0.005, mainsHz: 50, muscleMv: 0.008 } as const;

/** Up to `count` report files of a folder. */
export function filePages(dir: string, count: number): Uint8Array[] {
  const files = globSync('**/*.{png,jpg,jpeg,tif,tiff,pdf,webp,gif,bmp}', { cwd: dir }).sort();
  if (files.length === 0) throw new Error('the folder holds no report files');
  return files.slice(0, count).map((file) => readFileSync(path.join(dir, file)));
}
