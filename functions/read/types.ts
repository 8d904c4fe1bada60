/** Names of the printed facts. Units are in the names. */
export const FIELD_NAMES = [
  'ageYears',
  'sex',
  'heartRateBpm',
  'rrMs',
  'pMs',
  'prMs',
  'qrsMs',
  'qtMs',
  'qtcMs',
  'pAxisDeg',
  'qrsAxisDeg',
  'tAxisDeg',
  'acquiredAt',
  'speedMmPerS',
  'gainMmPerMv',
  'filter',
  'statements',
] as const;

export type FieldName = (typeof FIELD_NAMES)[number];

/** Pixels of the decoded page: left, top, width, height. */
export type Box = readonly [x: number, y: number, width: number, height: number];

export type FieldValue = number | string | readonly string[];

/** One printed fact. A value that cannot be read safely is null with its reason: wrong is worse than none. */
export interface Field {
  readonly value: FieldValue | null;
  readonly reason?: 'absent' | 'unreadable' | 'inconsistent';
  /** 0…1. */
  readonly confidence?: number;
  /** As printed. */
  readonly text?: string;
  readonly box?: Box;
}

/** Output of the step *read*. */
export interface PrintedFacts {
  readonly fields: Readonly<Record<FieldName, Field>>;
  readonly timings: { readonly totalMs: number };
}
