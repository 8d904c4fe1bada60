import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PageSpec } from './page/page-spec.ts';
import { renderPage } from './page/render-page.ts';
import { toPng } from './picture.ts';
import { synthesise } from './synthesise.ts';
import type { EcgSpec } from './types.ts';

interface Sample {
  readonly file: string;
  readonly ecg: Partial<EcgSpec> & { readonly seed: number };
  readonly page: Partial<PageSpec> & { readonly seed: number };
}

const QUIET = { wanderMv: 0.03, mainsMv: 0.004, mainsHz: 50, muscleMv: 0.006 } as const;

const TAKEN = { year: 2026, month: 3, day: 14, hour: 9, minute: 26, second: 53 } as const;

function patient(name: string, recordNumber: string, ageYears: number, sex: 'female' | 'male'): PageSpec['patient'] {
  const birth = { ...TAKEN, year: TAKEN.year - ageYears, month: 1, day: 1 };
  return { name, recordNumber, ageYears, sex, birth, taken: TAKEN };
}

/** The sample reports of the first run: invented patients, one page each. */
const SAMPLES: readonly Sample[] = [
  {
    file: 'normal-sinus-3x4-1.png',
    ecg: { seed: 11, rateBpm: 68, noise: QUIET },
    page: {
      seed: 101,
      vendor: 'muse',
      layout: '3x4',
      rhythmLeads: ['II'],
      pxPerMm: 7.874,
      patient: patient('Sample, One', '000000001', 54, 'female'),
    },
  },
  {
    file: 'inferior-st-elevation-3x4.png',
    ecg: { seed: 12, rateBpm: 84, stElevation: 'inferior', stElevationMv: 0.35, noise: QUIET },
    page: {
      seed: 102,
      vendor: 'mac',
      layout: '3x4',
      rhythmLeads: [],
      pxPerMm: 7.874,
      patient: patient('Sample, Two', '000000002', 67, 'male'),
    },
  },
  {
    file: 'atrial-premature-6x2.png',
    ecg: { seed: 13, rateBpm: 66, atrialEctopy: 'occasional', noise: QUIET },
    page: {
      seed: 103,
      vendor: 'mindray',
      layout: '6x2',
      rhythmLeads: [],
      pxPerMm: 7.874,
      patient: patient('Sample, Three', '000000003', 61, 'female'),
    },
  },
];

const directory = join(import.meta.dirname, 'samples');
await mkdir(directory, { recursive: true });
for (const sample of SAMPLES) {
  const page = renderPage(sample.page, synthesise(sample.ecg));
  await writeFile(join(directory, sample.file), await toPng(page.raster, 64));
}
