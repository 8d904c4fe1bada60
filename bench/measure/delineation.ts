/**
 * Error of the wave borders against LUDB's hand annotation, per lead and beat, and time a record. With
 * `--fold-models DIR` (from models/training/delineate.py --folds N --fold-models DIR) every record is measured by
 * weights that never saw it: that is the figure for unseen records.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { LEADS, type Lead } from '../../functions/leads.ts';
import { measure } from '../../functions/measure/step.ts';
import type { Beat, LeadSignals } from '../../functions/measure/types.ts';
import { loadWaveWeights, waveWeights } from '../../functions/measure/wave-weights.ts';
import { mean } from '../digitize/metrics.ts';
import { type AnnotatedBeat, annotatedBeats } from './ludb-waves.ts';
import { readSignals } from './wfdb.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    'fold-models': { type: 'string' },
    view: { type: 'string', default: '12x10' },
    worst: { type: 'boolean', default: false },
  },
});
const dir = join(values.data, 'ludb');
const foldDir = values['fold-models'];
const folds = foldDir ? [0, 1, 2, 3, 4, 5, 6, 7].filter((k) => existsSync(join(foldDir, `fold${k}.json`))).length : 0;
const weights = foldDir
  ? Array.from({ length: folds }, (_, k) => loadWaveWeights(pathToFileURL(resolve(foldDir, `fold${k}.json`))))
  : [waveWeights()];

/** What is left of a record on a 3×4+1 page, or in one lead. */
function seen(signals: LeadSignals): LeadSignals {
  if (values.view === '12x10') return signals;
  const leads = Object.fromEntries(
    LEADS.map((lead, k) => {
      const x = signals.leads[lead].slice();
      if (values.view === '3x4+1' && lead !== 'II') {
        const from = Math.floor(k / 3) * 1250;
        x.fill(Number.NaN, 0, from);
        x.fill(Number.NaN, from + 1250);
      } else if (values.view.startsWith('lead:') && lead !== values.view.slice(5)) x.fill(Number.NaN);
      return [lead, x];
    }),
  ) as Record<Lead, Float32Array>;
  return { ...signals, leads };
}

/** Published figures count a border within this distance as found and give the error of those alone (AAMI EC57; Moskalenko 2019). */
const TOLERANCE_MS = 150;
const BORDERS = ['pOnsetS', 'pOffsetS', 'qrsOnsetS', 'qrsOffsetS', 'tOnsetS', 'tPeakS', 'tOffsetS'] as const;
const errors = Object.fromEntries(BORDERS.map((b) => [b, [] as number[]])) as Record<
  (typeof BORDERS)[number],
  number[]
>;
const counts = { p: [0, 0, 0], qrs: [0, 0, 0], t: [0, 0, 0] };
const perRecord: { record: string; sumSq: number; n: number; pFp: number; pFn: number }[] = [];

function compare(truth: AnnotatedBeat, found: Beat | undefined): { sq: number; n: number; pFp: number; pFn: number } {
  const tally = { sq: 0, n: 0, pFp: 0, pFn: 0 };
  if (found === undefined) {
    counts.qrs[1]!++;
    if (truth.pKnown && truth.p) counts.p[1]!++;
    if (truth.tKnown && truth.t) counts.t[1]!++;
    return tally;
  }
  counts.qrs[0]!++;
  const note = (name: (typeof BORDERS)[number], t: number | null | undefined) => {
    const f = found[name];
    if (t == null || f === null) return;
    const ms = 1000 * (f - t);
    errors[name].push(ms);
    tally.sq += ms * ms;
    tally.n++;
  };
  note('qrsOnsetS', truth.qrs.onsetS);
  note('qrsOffsetS', truth.qrs.offsetS);
  for (const wave of ['p', 't'] as const) {
    const marked = truth[wave];
    const onset = found[`${wave}OnsetS`];
    if (!truth[`${wave}Known`]) continue;
    if (marked !== null && onset !== null) counts[wave][0]!++;
    else if (marked !== null) counts[wave][1]!++;
    else if (onset !== null) counts[wave][2]!++;
    if (wave === 'p') {
      if (marked !== null && onset === null) tally.pFn++;
      if (marked === null && onset !== null) tally.pFp++;
    }
    if (marked === null) continue;
    note(`${wave}OnsetS`, marked.onsetS);
    note(`${wave}OffsetS`, marked.offsetS);
    if (wave === 't') note('tPeakS', marked.peakS);
  }
  return tally;
}

function sdOf(errors: readonly number[]): number {
  const middle = mean(errors);
  return Math.sqrt(mean(errors.map((error) => (error - middle) ** 2)));
}

let ms = 0;
const records = readdirSync(dir)
  .filter((f) => f.endsWith('.hea'))
  .map((f) => f.slice(0, -4));
for (const record of records) {
  const signals = seen(readSignals(dir, record));
  const result = measure(signals, weights[Number(record) % weights.length]);
  if (!result.ok) throw new Error(`${record}: ${result.problem.code}`);
  ms += result.value.timings.totalMs;
  const row = { record, sumSq: 0, n: 0, pFp: 0, pFn: 0 };
  for (const lead of LEADS) {
    const truth = annotatedBeats(dir, record, lead).filter(
      (b) => !Number.isNaN(signals.leads[lead][Math.round(b.qrs.peakS * 500)]!),
    );
    const found = result.value.leadBeats[lead] ?? [];
    const used = new Set<Beat>();
    for (const beat of truth) {
      const near = found.find((b) => Math.abs(b.rPeakS - beat.qrs.peakS) < 0.15 && b.qrsOnsetS !== null);
      if (near) used.add(near);
      const tally = compare(beat, near);
      row.sumSq += tally.sq;
      row.n += tally.n;
      row.pFp += tally.pFp;
      row.pFn += tally.pFn;
    }
    const first = truth[0]?.qrs.peakS ?? 1e9;
    const last = truth.at(-1)?.qrs.peakS ?? 0;
    counts.qrs[2]! += found.filter((b) => !used.has(b) && b.rPeakS > first && b.rPeakS < last).length;
  }
  perRecord.push(row);
}

console.log(
  JSON.stringify({
    records: records.length,
    view: values.view,
    crossValidated: folds > 0,
    msPerRecord: +(ms / records.length).toFixed(1),
  }),
);
for (const [wave, [tp, fn, fp]] of Object.entries(counts)) {
  console.log(
    JSON.stringify({
      wave,
      n: tp! + fn!,
      sensitivity: +(tp! / (tp! + fn!)).toFixed(4),
      precision: +(tp! / (tp! + fp!)).toFixed(4),
    }),
  );
}
for (const name of BORDERS) {
  const e = errors[name];
  const near = e.filter((ms) => Math.abs(ms) <= TOLERANCE_MS);
  const found = {
    found: +(near.length / e.length).toFixed(4),
    foundMeanMs: +mean(near).toFixed(1),
    foundSdMs: +sdOf(near).toFixed(1),
  };
  console.log(
    JSON.stringify({ border: name, n: e.length, meanMs: +mean(e).toFixed(1), sdMs: +sdOf(e).toFixed(1), ...found }),
  );
}
if (values.worst) {
  for (const r of perRecord.sort((a, b) => b.sumSq - a.sumSq).slice(0, 12)) {
    console.log(
      JSON.stringify({ record: r.record, rmsMs: +Math.sqrt(r.sumSq / r.n).toFixed(1), n: r.n, pFp: r.pFp, pFn: r.pFn }),
    );
  }
}
