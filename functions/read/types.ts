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
  'rv5Mv',
  'sv1Mv',
  'rv5PlusSv1Mv',
  'acquiredAt',
  'utcOffset',
  'speedMmPerS',
  'gainMmPerMv',
  'filter',
  'device',
  'site',
  'orderNumber',
  'statements',
] as const;

export type FieldName = (typeof FIELD_NAMES)[number];

/** Pixels of the decoded page: left, top, width, height. */
export type Box = readonly [x: number, y: number, width: number, height: number];

export type FieldValue = number | string | readonly string[];

/** A value that a reading named and that does not stand. */
export interface Alternative {
  readonly value: FieldValue;
  /** 0…1. */
  readonly confidence: number;
}

/** One printed fact. A value that cannot be read safely is null with its reason: wrong is worse than none. */
export interface Field {
  readonly value: FieldValue | null;
  readonly reason?: 'absent' | 'unreadable' | 'inconsistent';
  /** What an inconsistent value contradicts: a sentence for the reader. */
  readonly contradiction?: string;
  /** 0…1. */
  readonly confidence?: number;
  /** As printed. */
  readonly text?: string;
  readonly box?: Box;
  /** Other values that readings named, the likeliest first; none where all readings agreed. */
  readonly alternatives?: readonly Alternative[];
}

/** Output of the step *read*. */
export interface PrintedFacts {
  readonly fields: Readonly<Record<FieldName, Field>>;
  readonly timings: { readonly totalMs: number };
}
