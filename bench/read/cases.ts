import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FieldName, FieldValue } from '../../functions/read/types.ts';

/** Truth of one field: the printed value, or null where the paper prints none. Fields that are not listed are not judged. */
export type Truth = Partial<Record<FieldName, FieldValue | null>>;

/** A page file with what is printed on it. */
export interface PageCase {
  readonly suite: string;
  readonly file: string;
  readonly truth: Truth;
}

/** Fields that a page without a header must leave empty. */
const NUMBERS: readonly FieldName[] = [
  'ageYears',
  'heartRateBpm',
  'prMs',
  'qrsMs',
  'qtMs',
  'qtcMs',
  'pAxisDeg',
  'qrsAxisDeg',
  'tAxisDeg',
];

/** The pages with known truth below `data` (the folder `pages/` of the development data); suites that are not there are left out. */
export function loadCases(data: string): PageCase[] {
  return [...edan(data), ...real(data), ...scanned(data)];
}

function edan(data: string): PageCase[] {
  const folder = join(data, 'pages', 'edan');
  return table(join(folder, 'index.csv')).map((row) => ({
    suite: 'edan',
    file: join(folder, row['file'] ?? ''),
    truth: {
      sex: row['sex'] ?? '',
      heartRateBpm: Number(row['heartRateBpm']),
      ageYears: null,
      prMs: null,
      qrsMs: null,
      qtMs: null,
      speedMmPerS: 25,
      gainMmPerMv: 10,
    },
  }));
}

function real(data: string): PageCase[] {
  const folder = join(data, 'pages', 'real');
  const headers = new Map(table(join(folder, 'headers.csv')).map((row) => [row['file'], row]));
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.(png|jpe?g|bmp)$/.test(name))
    .map((name) => {
      const row = headers.get(name);
      const entries = NUMBERS.map((field) => [field, row?.[field] === undefined ? null : Number(row[field])] as const);
      const statements = row?.['statements']?.split('; ');
      const truth: Truth = { ...Object.fromEntries(entries), ...(statements ? { statements } : { sex: null }) };
      return { suite: row ? 'real-header' : 'real-bare', file: join(folder, name), truth };
    });
}

/** The printed age and sex are those of the record. */
function scanned(data: string): PageCase[] {
  const folder = join(data, 'pages', 'scanned');
  if (!existsSync(folder)) return [];
  const records = new Map(table(join(data, 'ptbxl', 'index.csv')).map((row) => [Number(row['ecg_id']), row]));
  return readdirSync(folder)
    .filter((name) => name.endsWith('.png'))
    .flatMap((name) => {
      const row = records.get(Number.parseInt(name, 10));
      if (!row) return [];
      return [
        {
          suite: 'scanned',
          file: join(folder, name),
          truth: { ageYears: Number(row['age']), sex: row['sex'] === '1' ? 'female' : 'male' },
        },
      ];
    });
}

/** Rows of a CSV file by column name; quoted cells may hold commas. Empty when the file is not there. */
function table(file: string): Record<string, string>[] {
  if (!existsSync(file)) return [];
  const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = cells(header);
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, index) => [names[index] ?? '', cell])));
}

function cells(line: string): string[] {
  return [...line.matchAll(/("([^"]*)"|[^,]*)(?:,|$)/g)].map((match) => match[2] ?? match[1] ?? '').slice(0, -1);
}
