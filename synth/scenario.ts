import type { Random } from './random.ts';
import type { EcgSpec } from './types.ts';

type Fields = Omit<Partial<EcgSpec>, 'seed'>;

/** Named kinds of recordings with their share of a random draw; each gives the fields that make it what it is. */
const SCENARIOS: Readonly<Record<string, { readonly share: number; readonly fields: (random: Random) => Fields }>> = {
  normal: { share: 24, fields: (r) => ({ rateBpm: r.uniform(60, 98) }) },
  bradycardia: { share: 5, fields: (r) => ({ rateBpm: r.uniform(35, 59) }) },
  tachycardia: { share: 5, fields: (r) => ({ rateBpm: r.uniform(101, 150) }) },
  'sinus-arrhythmia': { share: 4, fields: (r) => ({ rhythm: 'sinus-arrhythmia', rateBpm: r.uniform(52, 85) }) },
  'atrial-fibrillation': { share: 8, fields: (r) => ({ rhythm: 'atrial-fibrillation', rateBpm: r.uniform(55, 150) }) },
  'atrial-flutter': { share: 4, fields: (r) => ({ rhythm: 'atrial-flutter', rateBpm: 300 / r.integer(2, 4) }) },
  svt: { share: 2, fields: (r) => ({ rhythm: 'svt', rateBpm: r.uniform(150, 220) }) },
  'ventricular-tachycardia': {
    share: 2,
    fields: (r) => ({ rhythm: 'ventricular-tachycardia', rateBpm: r.uniform(120, 210) }),
  },
  'atrial-premature': {
    share: 6,
    fields: (r) => ({
      atrialEctopy: r.pick(['occasional', 'occasional', 'couplet', 'bigeminy', 'trigeminy']),
      rateBpm: r.uniform(55, 95),
    }),
  },
  'ventricular-premature': {
    share: 6,
    fields: (r) => ({
      ventricularEctopy: r.pick(['occasional', 'occasional', 'couplet', 'bigeminy', 'trigeminy']),
      rateBpm: r.uniform(55, 95),
    }),
  },
  lbbb: { share: 4, fields: (r) => ({ conduction: 'lbbb', axisDeg: r.uniform(-50, 40), rateBpm: r.uniform(55, 100) }) },
  rbbb: { share: 4, fields: (r) => ({ conduction: 'rbbb', axisDeg: r.uniform(-60, 90), rateBpm: r.uniform(55, 100) }) },
  wpw: { share: 2, fields: (r) => ({ conduction: 'wpw', rateBpm: r.uniform(60, 100) }) },
  'av-block-1': {
    share: 3,
    fields: (r) => ({ rhythm: 'av-block-1', prS: r.uniform(0.21, 0.34), rateBpm: r.uniform(50, 85) }),
  },
  wenckebach: { share: 2, fields: (r) => ({ rhythm: 'wenckebach', rateBpm: r.uniform(45, 75) }) },
  'mobitz-2': { share: 2, fields: (r) => ({ rhythm: 'mobitz-2', rateBpm: r.uniform(35, 60) }) },
  'av-block-3': { share: 2, fields: (r) => ({ rhythm: 'av-block-3', rateBpm: r.uniform(25, 48) }) },
  'st-elevation': {
    share: 7,
    fields: (r) => ({
      stElevation: r.pick(['inferior', 'anterior', 'lateral']),
      stElevationMv: r.uniform(0.15, 0.6),
      rateBpm: r.uniform(55, 110),
    }),
  },
  hypertrophy: {
    share: 4,
    fields: (r) => ({
      voltage: r.uniform(1.6, 2.5),
      axisDeg: r.uniform(-40, 40),
      tInversion: r.pick(['none', 'lateral']),
    }),
  },
  'low-voltage': { share: 3, fields: (r) => ({ voltage: r.uniform(0.3, 0.5) }) },
  'long-qt': { share: 3, fields: (r) => ({ qtcS: r.uniform(0.5, 0.58), rateBpm: r.uniform(50, 85) }) },
  't-inversion': { share: 4, fields: (r) => ({ tInversion: r.pick(['anterior', 'inferior', 'lateral']) }) },
  'atrial-paced': { share: 1, fields: (r) => ({ rhythm: 'atrial-paced', rateBpm: r.uniform(60, 80) }) },
  'ventricular-paced': { share: 2, fields: (r) => ({ rhythm: 'ventricular-paced', rateBpm: r.uniform(60, 80) }) },
  'dual-paced': { share: 2, fields: (r) => ({ rhythm: 'dual-paced', rateBpm: r.uniform(60, 80) }) },
  dextrocardia: { share: 1, fields: () => ({ dextrocardia: true }) },
  'arm-reversal': { share: 1, fields: () => ({ armReversal: true }) },
};

/** Names of the kinds of recordings that `drawScenario` draws. */
export const SCENARIO_NAMES: readonly string[] = Object.keys(SCENARIOS);

function pickByShare(random: Random): string {
  const total = Object.values(SCENARIOS).reduce((sum, scenario) => sum + scenario.share, 0);
  let left = random.uniform(0, total);
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    left -= scenario.share;
    if (left < 0) return name;
  }
  return 'normal';
}

/** Ordinary noise of a bedside recording: usually a little of each kind, sometimes a lot of one. */
function drawNoise(random: Random): EcgSpec['noise'] {
  const heavy = random.chance(0.12) ? random.integer(0, 2) : -1;
  return {
    wanderMv: heavy === 0 ? random.uniform(0.15, 0.4) : random.uniform(0, 0.06),
    mainsMv: heavy === 1 ? random.uniform(0.03, 0.09) : random.chance(0.3) ? random.uniform(0, 0.015) : 0,
    mainsHz: random.pick([50, 60]),
    muscleMv: heavy === 2 ? random.uniform(0.04, 0.1) : random.uniform(0.002, 0.018),
  };
}

/** Fields of a random recording: a scenario by its share (or the one named), on a random heart, with ordinary noise. */
export function drawScenario(
  random: Random,
  name: string = pickByShare(random),
): Fields & { readonly scenario: string } {
  const scenario = SCENARIOS[name];
  if (scenario === undefined) throw new RangeError(`unknown scenario ${name}`);
  return {
    scenario: name,
    rateBpm: random.uniform(58, 95),
    axisDeg: 40 + 28 * random.normal(),
    voltage: Math.max(0.65, 1 + 0.18 * random.normal()),
    qtcS: random.uniform(0.38, 0.44),
    prS: random.uniform(0.13, 0.19),
    noise: drawNoise(random),
    ...scenario.fields(random),
  };
}
