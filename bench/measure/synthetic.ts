/** Beats and intervals against the synthesiser's exact truth: every rhythm, rates 25–220, low voltage, noise. */
import { parseArgs } from 'node:util';
import { LEADS } from '../../functions/leads.ts';
import { measure } from '../../functions/measure/step.ts';
import type { LeadSignals } from '../../functions/measure/types.ts';
import { synthesise } from '../../synth/synthesise.ts';
import { type EcgSpec, RHYTHMS } from '../../synth/types.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '6' }, view: { type: 'string', default: '12x10' } },
});

/** What a 3×4 page with lead II below, or lead II alone, keeps of the recording. */
function seen(leads: LeadSignals['leads']): LeadSignals['leads'] {
  if (values.view === '12x10') return leads;
  return Object.fromEntries(
    LEADS.map((lead, k) => {
      const from = values.view === '3x4+1' ? Math.floor(k / 3) * 1250 : 5000;
      const x = leads[lead].map((v, i) => (lead === 'II' || (i >= from && i < from + 1250) ? v : Number.NaN));
      return [lead, x];
    }),
  ) as LeadSignals['leads'];
}

const cases: [string, Partial<EcgSpec>][] = [
  ...RHYTHMS.map((rhythm): [string, Partial<EcgSpec>] => [rhythm, { rhythm }]),
  ...[25, 40, 60, 90, 130, 170, 220].map((rateBpm): [string, Partial<EcgSpec>] => [`sinus ${rateBpm}`, { rateBpm }]),
  ['vt 210', { rhythm: 'ventricular-tachycardia', rateBpm: 210 }],
  ['svt 220', { rhythm: 'svt', rateBpm: 220 }],
  ['low voltage', { voltage: 0.35 }],
  ['lbbb', { conduction: 'lbbb' }],
  ['rbbb', { conduction: 'rbbb' }],
  ['wpw', { conduction: 'wpw' }],
  ['apc', { atrialEctopy: 'occasional' }],
  ['pvc', { ventricularEctopy: 'occasional' }],
  ['bigeminy v', { ventricularEctopy: 'bigeminy' }],
  ['noise', { noise: { wanderMv: 0.4, mainsMv: 0.1, mainsHz: 50, muscleMv: 0.06 } }],
];
for (const [name, fields] of cases) {
  let tp = 0;
  let fn = 0;
  let fp = 0;
  const errors: Record<string, number[]> = { pr: [], qrs: [], qt: [], rate: [], axis: [], noP: [] };
  for (let seed = 1; seed <= Number(values.seeds); seed++) {
    const ecg = synthesise({ seed, ...fields });
    const result = measure({ sampleRateHz: 500, leads: seen(ecg.leads) });
    if (!result.ok) throw new Error(result.problem.code);
    const { beats, global, pacing } = result.value;
    const truth = ecg.truth.beats.filter((b) => b.qrs.onsetS > 0.05 && b.qrs.offsetS < 9.95);
    const hits = truth.filter((b) => beats.some((f) => Math.abs(f.rPeakS - b.qrs.peakS) < 0.1)).length;
    tp += hits;
    fn += truth.length - hits;
    fp += beats.filter((f) => !ecg.truth.beats.some((b) => Math.abs(f.rPeakS - b.qrs.peakS) < 0.1)).length;
    const m = ecg.truth.measurements;
    const add = (key: string, found: number | null, true_: number | null) => {
      if (found !== null && true_ !== null) errors[key]!.push(found - true_);
    };
    add('pr', global.prMs, m.prMs);
    add('qrs', global.qrsMs, m.qrsMs);
    add('qt', global.qtMs, m.qtMs);
    add('rate', global.heartRateBpm, m.heartRateBpm);
    add('axis', global.qrsAxisDeg, m.qrsAxisDeg);
    errors['noP']!.push((global.prMs === null) === (m.prMs === null) ? 0 : 1);
    if (pacing.paced !== ecg.truth.spikesS.length > 0) errors['paced'] = [...(errors['paced'] ?? []), 1];
  }
  const text = Object.entries(errors).map(
    ([k, e]) =>
      `${k} ${e.length ? (e.reduce((a, b) => a + b, 0) / e.length).toFixed(1) : '-'}${e.length > 1 ? `±${Math.sqrt(e.reduce((a, b) => a + b * b, 0) / e.length).toFixed(1)}` : ''}`,
  );
  console.log(name.padEnd(24), `missed ${fn}/${tp + fn} extra ${fp}`, text.join('  '));
}
