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
  /** The day (ISO 8601) for which an age was computed from a birth date, which is not kept. */
  readonly computedOn?: string;
  /** Other values that readings named, the likeliest first; none where all readings agreed. */
  readonly alternatives?: readonly Alternative[];
}

/** A place of the page that says, or may say, who the patient is; what it says is no part of it. */
export interface IdentityRegion {
  /** `doubtful`: print that is no known fact, on a page where no name and number were told apart. */
  readonly kind: 'name' | 'birth' | 'record' | 'doubtful';
  /** Pixels of the decoded page, with a margin around the letters. */
  readonly box: Box;
}

/** What is blanked before somebody may see a page who must not know whose it is. */
export interface PageRedaction {
  readonly regions: readonly IdentityRegion[];
  /** False where no name and number were told apart, and all print that is no known fact is blanked instead. */
  readonly certain: boolean;
}

/** Fields that lead to the patient by themselves: the order is one person's in the systems of the hospital. */
export const IDENTITY_FIELDS: ReadonlySet<FieldName> = new Set(['orderNumber']);

/** What the page says of who the patient is. Apart from the facts, since it is kept only where the house stores it. */
export interface PrintedIdentity {
  readonly kind: 'name' | 'birth' | 'record';
  /** As printed. */
  readonly text: string;
  /** 0…1, of its least sure word. */
  readonly confidence: number;
  /** True where it stands behind its label; else its form and place told it. */
  readonly labelled: boolean;
}

/** What reading a page comes to. */
export interface PageReading {
  readonly facts: PrintedFacts;
  readonly identity: readonly PrintedIdentity[];
}

/** Output of the step *read*. */
export interface PrintedFacts {
  readonly fields: Readonly<Record<FieldName, Field>>;
  /** The fields before they were checked against each other, for `recheck`; absent in what was read before it was kept. */
  readonly settled?: Readonly<Record<FieldName, Field>>;
  /** Null where too little of the print was read to say whom it names; absent in what was read before pages were redacted. */
  readonly redaction?: PageRedaction | null;
  readonly timings: { readonly totalMs: number };
}
