import { z } from 'zod';
import { FIELD_NAMES, type FieldName } from '../read/types.ts';

const number = (low: number, high: number) => z.number().min(low).max(high);

/** What a person may set a field to, by name: wider than what a device prints, narrow enough to stop a slip of the unit. */
const CORRECTIONS: Readonly<Record<FieldName, z.ZodType<number | string | string[]>>> = {
  ageYears: number(0, 130),
  sex: z.enum(['female', 'male']),
  heartRateBpm: number(10, 400),
  rrMs: number(100, 6000),
  pMs: number(10, 400),
  prMs: number(20, 800),
  qrsMs: number(20, 400),
  qtMs: number(100, 1000),
  qtcMs: number(100, 1000),
  pAxisDeg: number(-360, 360),
  qrsAxisDeg: number(-360, 360),
  tAxisDeg: number(-360, 360),
  rv5Mv: number(-10, 10),
  sv1Mv: number(-10, 10),
  rv5PlusSv1Mv: number(-20, 20),
  acquiredAt: z.iso.datetime({ local: true, offset: false, error: 'must be an ISO 8601 time without zone' }),
  utcOffset: z.string().regex(/^[+-](?:0\d|1[0-4]):[0-5]\d$/, 'must be ±HH:MM'),
  speedMmPerS: number(5, 100),
  gainMmPerMv: number(1, 40),
  filter: z.string().trim().min(1).max(100),
  device: z.string().trim().min(1).max(100),
  site: z.string().trim().min(1).max(200),
  orderNumber: z.string().trim().min(1).max(60),
  statements: z.array(z.string().trim().min(1).max(300)).max(100),
};

/** The field of that name; null for a name that is none. */
export function fieldNamed(name: string): FieldName | null {
  return FIELD_NAMES.find((known) => known === name) ?? null;
}

/** The value of a correction, checked; null states that the page does not print the field. Undefined when it cannot be. */
export function correctedValue(name: FieldName, value: unknown): number | string | string[] | null | undefined {
  if (value === null || value === undefined) return null;
  const parsed = CORRECTIONS[name].safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
