/** Sensitivity and precision of the R peaks against MIT-BIH's annotations and LUDB's QRS peaks (150 ms). */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { qrsEnergy } from '../../functions/measure/qrs-energy.ts';
import { rPeaks } from '../../functions/measure/r-peaks.ts';
import type { LeadSignals } from '../../functions/measure/types.ts';
import { WORKING_RATE_HZ, workingSignals } from '../../functions/measure/working-signals.ts';
import { readAnnotations, readSignals } from './wfdb.ts';

const BEAT_CODES = new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 25, 30, 34, 35, 38, 41]);
const { values } = parseArgs({
  options: { data: { type: 'string', default: '../shared/data' }, lead: { type: 'string' } },
});

function detect(signals: LeadSignals): number[] {
  return rPeaks(qrsEnergy(workingSignals(signals))).map((i) => i / WORKING_RATE_HZ);
}

function match(truth: number[], found: number[], toleranceS = 0.15): { tp: number; fn: number; fp: number } {
  let tp = 0;
  let k = 0;
  for (const t of truth) {
    while (k < found.length && found[k]! < t - toleranceS) k++;
    if (k < found.length && found[k]! <= t + toleranceS) {
      tp++;
      k++;
    }
  }
  return { tp, fn: truth.length - tp, fp: found.length - tp };
}

function report(name: string, rows: { record: string; tp: number; fn: number; fp: number; ms: number }[]): void {
  const sum = (key: 'tp' | 'fn' | 'fp' | 'ms') => rows.reduce((a, r) => a + r[key], 0);
  for (const row of rows.filter((r) => r.fn + r.fp > 0.005 * (r.tp + r.fn))) console.error(name, row);
  const [tp, fn, fp] = [sum('tp'), sum('fn'), sum('fp')];
  console.log(
    JSON.stringify({
      set: name,
      records: rows.length,
      beats: tp + fn,
      missed: fn,
      extra: fp,
      sensitivity: tp / (tp + fn),
      precision: tp / (tp + fp),
      msPerRecord: sum('ms') / rows.length,
    }),
  );
}

const records = (dir: string) =>
  readdirSync(dir)
    .filter((f) => f.endsWith('.hea'))
    .map((f) => f.slice(0, -4))
    .sort((a, b) => Number(a) - Number(b));

for (const set of ['mitdb', 'svdb']) {
  const dir = join(values.data, set);
  report(
    set,
    records(dir).map((record) => {
      const signals = readSignals(dir, record);
      const leads = values.lead
        ? {
            ...signals,
            leads: Object.fromEntries(
              Object.entries(signals.leads).map(([l, x]) => [l, l === values.lead ? x : x.map(() => Number.NaN)]),
            ) as LeadSignals['leads'],
          }
        : signals;
      const started = performance.now();
      const found = detect(leads);
      const ms = performance.now() - started;
      const truth = readAnnotations(join(dir, `${record}.atr`))
        .filter((a) => BEAT_CODES.has(a.code))
        .map((a) => a.sample / signals.sampleRateHz);
      return { record, ...match(truth, found), ms };
    }),
  );
}

const ludb = join(values.data, 'ludb');
report(
  'ludb',
  records(ludb).map((record) => {
    const signals = readSignals(ludb, record);
    const started = performance.now();
    const found = detect(signals);
    const ms = performance.now() - started;
    const peaks = readAnnotations(join(ludb, `${record}.ii`))
      .filter((a) => a.code === 1)
      .map((a) => a.sample / 500);
    const inside = found.filter((t) => t > peaks[0]! - 0.15 && t < peaks.at(-1)! + 0.15);
    return { record, ...match(peaks, inside), ms };
  }),
);
