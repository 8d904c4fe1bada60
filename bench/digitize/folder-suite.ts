import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LEADS, type Lead } from '../../functions/leads.ts';
import type { BenchPage } from './bench-page.ts';
import { readNpz } from './npz.ts';
import { openFile } from './open-file.ts';
import { type ScanMode, scannedAgain } from './scanned-again.ts';

const IMAGE = /\.(png|jpe?g|bmp|tiff?|webp|gif|pdf)$/i;

/** Folders of which every page has one layout. */
const LAYOUTS: Readonly<Record<string, string>> = { ludb: '3x4+1', pdf: '3x4+1', edan: '3x4+1' };

/** Pages of a folder of real data in order of name; with `dpi`, as if rasterised at it in a scanner's mode. */
export async function* folderPages(
  suite: string,
  dir: string,
  folder: string,
  scan: { readonly dpi: number; readonly mode: ScanMode } | null,
  count: number,
): AsyncGenerator<BenchPage> {
  const layout = LAYOUTS[folder];
  const files = (await readdir(dir)).filter((file) => IMAGE.test(file)).sort();
  for (const file of files.slice(0, count)) {
    const truth = await knownTruth(join(dir, file.replace(IMAGE, '.npz')));
    yield {
      name: file,
      suite,
      condition: suite,
      open: async () => {
        const page = await openFile(join(dir, file));
        return scan === null ? page : scannedAgain(page, scan.dpi, scan.mode);
      },
      ...(truth === null ? {} : { truth }),
      ...(layout === undefined ? {} : { layout }),
    };
  }
}

/** What the page draws (mV) or was drawn from (µV), twelve leads at 500 Hz; null where there is none beside the page. */
async function knownTruth(path: string): Promise<Map<Lead, Float64Array> | null> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return null;
  const arrays = readNpz(bytes);
  const drawn = arrays.get('drawn500');
  const stored = drawn ?? arrays.get('uv500');
  if (stored === undefined || stored.shape[0] !== 12) return null;
  const length = stored.shape[1] ?? 0;
  const scale = drawn === undefined ? 1e-3 : 1;
  return new Map(
    LEADS.map((lead, k) => [lead, stored.values.slice(k * length, (k + 1) * length).map((v) => v * scale)]),
  );
}
