/** How well the beats' probabilities find PTB-XL's records with premature atrial beats (statement PAC); nothing here was trained on PTB-XL. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { classifyBeats } from '../../functions/infer/premature-beats/step.ts';
import { type Lead, perLead } from '../../functions/leads.ts';
import { measure } from '../../functions/measure/step.ts';
import type { LeadSignals } from '../../functions/measure/types.ts';
import { readNpz } from '../digitize/npz.ts';

const { values } = parseArgs({
  options: { data: { type: 'string', default: '../shared/data' }, fold: { type: 'string', default: '9' } },
});
const dir = join(values.data, 'ptbxl');
const raw = readNpz(readFileSync(join(dir, 'raw500.npz'))).get('uv')!;
const scored = readNpz(readFileSync(join(dir, 'z100.npz'))).get('z512')!;
/** A z-scored lead is given this standard deviation, since its voltage is lost. */
const TYPICAL_SD_MV = 0.15;
const MEASURED: readonly Lead[] = ['I', 'II', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];

function recording(array: string, row: number): LeadSignals {
  if (array === 'z100') {
    const at = row * 12_000;
    const lead = (k: number) =>
      Float32Array.from(scored.values.subarray(at + k * 1000, at + (k + 1) * 1000), (v) => (v / 512) * TYPICAL_SD_MV);
    return { sampleRateHz: 100, leads: perLead((_, k) => lead(k)) };
  }
  const at = row * 40_000;
  const mv = (lead: Lead, i: number) => raw.values[at + MEASURED.indexOf(lead) * 5000 + i]! / 1000;
  const derived: Partial<Record<Lead, (i: number) => number>> = {
    III: (i) => mv('II', i) - mv('I', i),
    aVR: (i) => -(mv('I', i) + mv('II', i)) / 2,
    aVL: (i) => mv('I', i) - mv('II', i) / 2,
    aVF: (i) => mv('II', i) - mv('I', i) / 2,
  };
  return {
    sampleRateHz: 500,
    leads: perLead((lead) => Float32Array.from({ length: 5000 }, (_, i) => derived[lead]?.(i) ?? mv(lead, i))),
  };
}

const [head, ...lines] = readFileSync(join(dir, 'index.csv'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.trim().split(','));
const column = (name: string) => head!.indexOf(name);
const rows = lines.flatMap((line) => {
  const positive = line[column('scp_codes')]!.split('|').includes('PAC');
  const inFold = line[column('strat_fold')] === values.fold;
  if (!inFold && !positive) return [];
  const signals = recording(line[column('array')]!, Number(line[column('row')]));
  const measured = measure(signals);
  const beats = measured.ok ? classifyBeats(signals, measured.value) : [];
  return [{ positive, inFold, score: Math.max(0, ...beats.map((beat) => beat.apcProbability)) }];
});

/** Area under the ROC curve and average precision of the score for `positive`. */
function report(name: string, of: readonly { positive: boolean; score: number }[]): void {
  const [yes, no] = [of.filter((r) => r.positive), of.filter((r) => !r.positive)];
  let above = 0;
  for (const a of yes) for (const b of no) above += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
  let hits = 0;
  let precision = 0;
  [...of]
    .sort((a, b) => b.score - a.score)
    .forEach((r, i) => {
      if (r.positive) precision += ++hits / (i + 1);
    });
  console.log(
    JSON.stringify({
      name,
      records: of.length,
      pac: yes.length,
      auroc: above / (yes.length * no.length),
      averagePrecision: precision / yes.length,
    }),
  );
}
report(
  `fold ${values.fold}`,
  rows.filter((r) => r.inFold),
);
report(`fold ${values.fold} and every PAC record of the other folds`, rows);
