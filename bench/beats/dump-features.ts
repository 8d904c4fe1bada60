/**
 * Writes what the beat classifier sees of the MIT-BIH records, for models/training/apc.py: features.f32 [n, F],
 * deviations.f32 [n, 3, 90], rules.f32 [n, R, 90] (hard weights), beats.jsonl (record, time, class) and features.json.
 * Beats that the detector missed are written too, with `found: false`, so that they count as missed.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DISEASE_RULES, hardWeights } from '../../functions/infer/premature-beats/disease-rules.ts';
import { beatFeatures, FEATURES } from '../../functions/infer/premature-beats/features.ts';
import { patientContext } from '../../functions/infer/premature-beats/patient-context.ts';
import { filterLeads } from '../../functions/infer/signal/network-window.ts';
import { LEADS } from '../../functions/leads.ts';
import { measure } from '../../functions/measure/step.ts';
import type { LeadSignals } from '../../functions/measure/types.ts';
import { readSignals } from '../measure/wfdb.ts';
import { beatLabels } from './beat-labels.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    out: { type: 'string' },
    views: { type: 'string', default: 'both,first' },
  },
});
mkdirSync(values.out!, { recursive: true });

/** The recording with only its `keep`-th channel. */
function oneLead(signals: LeadSignals, keep: number): LeadSignals {
  const present = LEADS.filter((lead) => !Number.isNaN(signals.leads[lead][0]!));
  const leads = Object.fromEntries(
    LEADS.map((lead) => [
      lead,
      lead === present[keep] ? signals.leads[lead] : signals.leads[lead].map(() => Number.NaN),
    ]),
  ) as LeadSignals['leads'];
  return { ...signals, leads };
}

const features: Float32Array[] = [];
const deviations: Float32Array[] = [];
const rules: Float32Array[] = [];
const lines: string[] = [];
for (const set of ['mitdb', 'svdb']) {
  const dir = join(values.data, set);
  for (const record of readdirSync(dir)
    .filter((f) => f.endsWith('.hea'))
    .map((f) => f.slice(0, -4))
    .sort()) {
    const both = readSignals(dir, record);
    const { beats: labels, flutter } = beatLabels(join(dir, `${record}.atr`), both.sampleRateHz);
    for (const view of values.views.split(',')) {
      const signals = view === 'both' ? both : oneLead(both, 0);
      const started = performance.now();
      const measured = measure(signals);
      if (!measured.ok) throw new Error(`${record}: ${measured.problem.code}`);
      const context = patientContext(filterLeads(signals), measured.value);
      const rows = beatFeatures(context);
      console.error(record, view, measured.value.beats.length, 'beats', Math.round(performance.now() - started), 'ms');
      let k = 0;
      measured.value.beats.forEach((beat, i) => {
        while (k < labels.length && labels[k]!.timeS < beat.rPeakS - 0.15) {
          lines.push(
            JSON.stringify({
              record: Number(record),
              view,
              timeS: labels[k]!.timeS,
              label: labels[k]!.label,
              found: false,
            }),
          );
          k++;
        }
        const matched = k < labels.length && labels[k]!.timeS <= beat.rPeakS + 0.15;
        const inFlutter = flutter.some((f) => beat.rPeakS > f.fromS && beat.rPeakS < f.toS);
        const label = matched ? labels[k]!.label : inFlutter ? 'flutter' : 'none';
        if (matched) k++;
        lines.push(JSON.stringify({ record: Number(record), view, timeS: beat.rPeakS, label, found: true }));
        features.push(rows[i]!);
        const { xm, xx, mm } = context.deviations[i]!;
        deviations.push(xm, xx, mm);
        for (const rule of DISEASE_RULES) rules.push(hardWeights(rule, context.usual[i]!.places));
      });
    }
  }
}
function write(name: string, rows: Float32Array[], width: number): void {
  const flat = new Float32Array(rows.length * width);
  rows.forEach((row, k) => {
    flat.set(row, k * width);
  });
  writeFileSync(join(values.out!, name), new Uint8Array(flat.buffer));
}
write('features.f32', features, FEATURES.length);
write('deviations.f32', deviations, 90);
write('rules.f32', rules, 90);
writeFileSync(join(values.out!, 'beats.jsonl'), `${lines.join('\n')}\n`);
writeFileSync(join(values.out!, 'features.json'), JSON.stringify({ features: FEATURES, rules: DISEASE_RULES }));
