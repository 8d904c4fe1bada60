import type { Random } from '../random.ts';
import type { EcgTruth, TrueMeasurements } from '../types.ts';
import type { BeatFacts } from './beat-facts.ts';

/** What a cart knows and may print. Names and numbers are invented and look invented. */
export interface ReportFacts extends TrueMeasurements, BeatFacts {
  readonly name: string;
  readonly recordNumber: string;
  readonly ageYears: number;
  readonly sex: 'female' | 'male';
  readonly birth: CalendarTime;
  readonly taken: CalendarTime;
  readonly speedMmPerS: number;
  readonly gainMmPerMv: number;
  readonly chestGainMmPerMv: number;
  readonly lowHz: number;
  readonly highHz: number;
  readonly mainsHz: 50 | 60;
  readonly statements: readonly string[];
  readonly room: number;
  readonly heightCm: number;
  readonly weightKg: number;
  readonly systolicMmHg: number;
  readonly diastolicMmHg: number;
  readonly orderNumber: string;
  /** Number in the cart's model name. */
  readonly modelNumber: number;
}

export interface CalendarTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Family names of invented patients. */
export const FAMILY_NAMES = [
  'Sample',
  'Muster',
  'Example',
  'Specimen',
  'Ejemplo',
  'Exemple',
  'Prova',
  'Voorbeeld',
  'Testowa',
  'Ornek',
];
const GIVEN = ['One', 'Two', 'Alpha', 'Beta', 'Gamma', 'Delta', 'Test', 'Nobody', 'Paper', 'Demo'];

function drawTime(random: Random, fromYear: number, toYear: number): CalendarTime {
  return {
    year: random.integer(fromYear, toYear),
    month: random.integer(1, 12),
    day: random.integer(1, 28),
    hour: random.integer(0, 23),
    minute: random.integer(0, 59),
    second: random.integer(0, 59),
  };
}

/** An invented patient with the recording's measured values. */
export function drawFacts(
  ecg: EcgTruth,
  beats: BeatFacts,
  page: { readonly speedMmPerS: number; readonly gainMmPerMv: number; readonly chestGainMmPerMv: number },
  random: Random,
): ReportFacts {
  const taken = drawTime(random, 2003, 2026);
  const ageYears = random.chance(0.05) ? random.integer(1, 17) : random.integer(18, 97);
  const birth = drawTime(random, taken.year - ageYears - 1, taken.year - ageYears - 1);
  const hadBirthday = birth.month * 100 + birth.day <= taken.month * 100 + taken.day;
  return {
    name: `${random.pick(FAMILY_NAMES)}, ${random.pick(GIVEN)}`,
    recordNumber: `0000${random.integer(10000, 99999)}`,
    ageYears,
    sex: random.chance(0.5) ? 'female' : 'male',
    birth: hadBirthday ? { ...birth, year: birth.year + 1 } : birth,
    taken,
    ...ecg.measurements,
    ...beats,
    speedMmPerS: page.speedMmPerS,
    gainMmPerMv: page.gainMmPerMv,
    chestGainMmPerMv: page.chestGainMmPerMv,
    lowHz: random.pick([0.05, 0.05, 0.15, 0.5, 0.67]),
    highHz: random.pick([25, 35, 40, 100, 150, 150]),
    mainsHz: random.pick([50, 60]),
    statements: ecg.statements,
    room: random.integer(1, 40),
    heightCm: random.integer(150, 195),
    weightKg: random.integer(48, 120),
    systolicMmHg: random.integer(100, 170),
    diastolicMmHg: random.integer(55, 95),
    orderNumber: String(random.integer(1_000_000, 9_999_999)),
    modelNumber: random.integer(1000, 9999),
  };
}
