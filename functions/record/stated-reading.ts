import { z } from 'zod';
import { type DigitizeOptions, parseDigitizeOptions } from '../digitize/types.ts';
import { Prisma, type Revision } from '../platform/database/generated/client.ts';
import { fail, ok, type Result } from '../problems.ts';

/** What a person stated about how to read a study's page; what is absent is inferred. It is stored with each revision. */
export interface StatedReading extends DigitizeOptions {
  /** The page of the source that holds the ECG, from 0. */
  readonly page?: number;
}

const page = z.number().int().min(0).max(999).exactOptional();

/** What a caller stated, checked. Problems: those of `parseDigitizeOptions`, and INPUT_INVALID for the page. */
export function parseStatedReading(input: Readonly<Record<string, unknown>>): Result<StatedReading> {
  const { page: statedPage, ...rest } = input;
  const parsed = page.safeParse(statedPage);
  if (statedPage !== undefined && !parsed.success) return fail('INPUT_INVALID', 'page: a whole number from 0.');
  const options = parseDigitizeOptions(rest);
  if (!options.ok) return options;
  return ok({ ...options.value, ...(parsed.data === undefined ? {} : { page: parsed.data }) });
}

/** What was stated for a revision; empty where nothing was. */
export function statedOf({ stated }: Pick<Revision, 'stated'>): StatedReading {
  return (stated ?? {}) as StatedReading;
}

/** The stated part that *digitize* takes. */
export function digitizeOptionsOf({ page: _, ...options }: StatedReading): DigitizeOptions {
  return options;
}

/** The column's value: null where nothing is stated. */
export function storedReading(stated: StatedReading): Prisma.InputJsonObject | typeof Prisma.DbNull {
  return Object.keys(stated).length === 0 ? Prisma.DbNull : (stated as Prisma.InputJsonObject);
}
