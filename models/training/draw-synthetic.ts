/**
 * Draws ECGs of rhythms and conductions that are rare in PTB-XL, with ordinary ones beside them, for training only:
 *
 *     node draw-synthetic.ts FOLDER COUNT
 *
 * FOLDER gets synthetic.i16 (microvolts, [COUNT, 8 leads I II V1–V6, 5000]) and synthetic.json (SCP codes of each).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lead } from '../../functions/leads.ts';
import { seededRandom } from '../../synth/random.ts';
import { drawScenario } from '../../synth/scenario.ts';
import { synthesise } from '../../synth/synthesise.ts';

const INDEPENDENT: readonly Lead[] = ['I', 'II', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];
const SAMPLES = 5000;
const HIGH_VOLTAGE = 1.9;

const RARE = [
  'atrial-flutter',
  'svt',
  'wenckebach',
  'mobitz-2',
  'av-block-3',
  'atrial-paced',
  'ventricular-paced',
  'dual-paced',
  'wpw',
  'long-qt',
  'low-voltage',
  'hypertrophy',
  'ventricular-premature',
  'atrial-premature',
  'st-elevation',
] as const;

const [folder, count] = [process.argv[2], Number(process.argv[3])];
if (folder === undefined || !(count > 0)) throw new Error('usage: draw-synthetic.ts FOLDER COUNT');
mkdirSync(folder, { recursive: true });
const random = seededRandom(20);
const samples = new Int16Array(count * INDEPENDENT.length * SAMPLES);
const codes: string[][] = [];
for (let i = 0; i < count; i++) {
  const rare = random.chance(0.6) ? random.pick(RARE) : undefined;
  const { scenario, ...fields } = drawScenario(random, rare);
  const { leads, truth } = synthesise({ ...fields, seed: 1000 + i, durationS: 10 });
  INDEPENDENT.forEach((lead, k) => {
    const at = (i * INDEPENDENT.length + k) * SAMPLES;
    leads[lead].forEach((mv, sample) => {
      samples[at + sample] = Math.max(-32000, Math.min(32000, Math.round(mv * 1000)));
    });
  });
  const extra = [
    ...((truth.spec.voltage ?? 1) >= HIGH_VOLTAGE ? ['HVOLT'] : []),
    ...(scenario === 'st-elevation' ? ['STE_'] : []),
  ];
  codes.push([...truth.scpCodes, ...extra]);
}
writeFileSync(join(folder, 'synthetic.i16'), samples);
writeFileSync(join(folder, 'synthetic.json'), JSON.stringify(codes));
