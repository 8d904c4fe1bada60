import type { Digitized } from '../../digitize/types.ts';
import type { Inferred } from '../../infer/types.ts';
import { pageSignals } from '../../measure/page-signals.ts';
import type { LeadSignals, Measured } from '../../measure/types.ts';
import type { PrintedField } from '../../platform/database/generated/client.ts';
import { FIELD_NAMES, type FieldValue, type PrintedFacts } from '../../read/types.ts';
import type { Caller } from '../../record/caller.ts';
import type { RecordStore } from '../../record/record-store.ts';
import { recordingSignals } from '../../record/recording-signals.ts';
import { readStepOutput } from '../../record/step-output.ts';
import { fieldsOf } from '../../record/study-parts.ts';
import type { ShownStudy } from '../shown-study.ts';

/** All of a study that its exports draw on. */
export interface ExportContent {
  readonly study: ShownStudy;
  readonly signals: LeadSignals;
  /** Null for recordings. */
  readonly digitized: Digitized | null;
  /** With the corrections of persons in place of what was read. */
  readonly printed: PrintedFacts | null;
  readonly measured: Measured | null;
  readonly inferred: Inferred | null;
}

function withCorrections(printed: PrintedFacts | null, rows: readonly PrintedField[]): PrintedFacts | null {
  if (!printed) return null;
  const fields = { ...printed.fields };
  for (const name of FIELD_NAMES) {
    const edited = rows.find((row) => row.name === name && row.source === 'edited');
    if (edited) fields[name] = { ...fields[name], value: edited.value as FieldValue | null };
  }
  return { ...printed, fields };
}

/** Reads what the steps of the study's current revision left; null while there is no waveform. */
export async function readExportContent(
  record: RecordStore,
  caller: Caller,
  study: ShownStudy,
): Promise<ExportContent | null> {
  const key = { studyId: study.id, revision: study.shownRevision };
  const [ingested, digitized, printed, measured, inferred, [fields = []]] = await Promise.all([
    readStepOutput(record, caller, key, 'ingest'),
    readStepOutput(record, caller, key, 'digitize'),
    readStepOutput(record, caller, key, 'read'),
    readStepOutput(record, caller, key, 'measure'),
    readStepOutput(record, caller, key, 'infer'),
    fieldsOf(record, caller, [key]),
  ]);
  const rest = { study, digitized, printed: withCorrections(printed, fields), measured, inferred };
  if (ingested?.kind === 'signal') return { ...rest, signals: recordingSignals(ingested.recording) };
  return digitized ? { ...rest, signals: pageSignals(digitized) } : null;
}
