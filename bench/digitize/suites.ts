import { join } from 'node:path';
import type { BenchPage } from './bench-page.ts';
import { drawnPages } from './drawn-suite.ts';
import { folderPages } from './folder-suite.ts';
import { renderedPages } from './rendered-suite.ts';
import { SCAN_MODES, type ScanMode } from './scanned-again.ts';

export type { BenchPage } from './bench-page.ts';

/** How suites are named, for the usage. */
export const SUITE_NAMES =
  'ludb, edan, real, scanned, pdf, pdf-DPI, pdf-DPI-grey, pdf-DPI-bw, pdf-DPI-jpeg50, rendered[:FAMILY], drawn:DIR[:FAMILY]';

/** Pages of a suite, at most `count`; `seed` is the first of `rendered`. Throws RangeError for a mode that no scanner has. */
export function suitePages(suite: string, dataDir: string, count: number, seed: number): AsyncGenerator<BenchPage> {
  const [kind = '', ...rest] = suite.split(':');
  if (kind === 'rendered') return renderedPages(suite, rest[0], count, seed);
  if (kind === 'drawn') return drawnPages(suite, rest[0] ?? '.', rest[1], count);
  const [folder = '', dpi, mode = 'colour'] = suite.split('-');
  if (!isScanMode(mode)) throw new RangeError(`no scan mode ${mode}; there are ${SCAN_MODES.join(', ')}`);
  const scan = dpi === undefined ? null : { dpi: Number(dpi), mode };
  return folderPages(suite, join(dataDir, 'pages', folder), folder, scan, count);
}

function isScanMode(name: string): name is ScanMode {
  return SCAN_MODES.some((mode) => mode === name);
}
