/**
 * Statements that cannot both hold of one rhythm or one conduction (AHA/ACCF/HRS recommendations 2009, parts II and
 * III): of each pair, the one that stands less far above its threshold is withdrawn.
 */
export const EXCLUSIVE_PAIRS: readonly (readonly [string, string])[] = [
  ['CLBBB', 'CRBBB'],
  ['CLBBB', 'ILBBB'],
  ['CLBBB', 'IRBBB'],
  ['CRBBB', 'IRBBB'],
  ['CRBBB', 'ILBBB'],
  ['IRBBB', 'ILBBB'],
  ['SR', 'AFIB'],
  ['SR', 'AFLT'],
  ['SR', 'PSVT'],
  ['SR', 'SVTAC'],
  ['AFIB', 'AFLT'],
  ['AFIB', '1AVB'],
  ['AFIB', 'SARRH'],
  ['SBRAD', 'STACH'],
  ['SR', 'STACH'],
  ['SR', 'SBRAD'],
  ['SBRAD', 'SVTAC'],
  ['LVOLT', 'HVOLT'],
];

/** Statements beside which a normal ECG can stand. All others exclude it. */
export const COMPATIBLE_WITH_NORMAL: ReadonlySet<string> = new Set(['SR', 'SARRH', 'SBRAD', 'STACH', 'LVOLT', 'ABQRS']);
