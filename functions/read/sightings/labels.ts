import { AXIS_LABELS } from './labels/axis-labels.ts';
import { MEASUREMENT_LABELS } from './labels/measurement-labels.ts';
import { ORIGIN_LABELS } from './labels/origin-labels.ts';
import { PATIENT_LABELS } from './labels/patient-labels.ts';
import { REPORT_LABELS } from './labels/report-labels.ts';
import type { LabelsByLanguage } from './labels/spellings.ts';
import { VOLTAGE_LABELS } from './labels/voltage-labels.ts';

/** All labels by what they announce. Those of kind `other` end a value and are never read. */
export const LABELS = {
  ...MEASUREMENT_LABELS,
  ...VOLTAGE_LABELS,
  ...AXIS_LABELS,
  ...PATIENT_LABELS,
  ...ORIGIN_LABELS,
  ...REPORT_LABELS,
};

/** What a printed label announces. */
export type LabelKind = keyof typeof LABELS;

/** Every kind, in the order in which equal spellings are decided. */
export const LABEL_KINDS = Object.keys(LABELS) as LabelKind[];

/** Spellings of a kind in all languages. */
export function spellingsOf(kind: LabelKind): string[] {
  const byLanguage: LabelsByLanguage = LABELS[kind];
  return Object.values(byLanguage).flat();
}
