import type { Digitized } from '../../digitize/types.ts';
import type { Inferred } from '../../infer/types.ts';
import { pageSignals } from '../../measure/page-signals.ts';
import type { LeadSignals, Measured } from '../../measure/types.ts';
import type { PrintedField } from '../../platform/database/generated/client.ts';
import type { Field, FieldValue, PrintedFacts } from '../../read/types.ts';
import type { Caller } from '../../record/caller.ts';
import type { RecordStore } from '../../record/record-store.ts';
import { recordingSignals } from '../../record/recording-signals.ts';
import { readStepOutput } from '../../record/step-output.ts';
import { fieldsOf } from '../../record/study-parts.ts';
import { mayKnowIdentity } from '../auth/policy.ts';
import { visibleFacts } from '../hidden-fields.ts';
import type { ShownStudy } from '../shown-study.ts';

/** All of a study that its exports draw on. */
export interface ExportContent {
  /** Its order number is null where the caller may not know it. */
  readonly study: ShownStudy;
  readonly signals: LeadSignals;
  /** Null for recordings. */
  readonly digitized: Digitized | null;
  /** With the corrections of persons in place of what was read. */
  readonly printed: PrintedFacts | null;
  readonly measured: Measured | null;
  readonly inferred: Inferred | null;
}

/** The facts as they are recorded: corrected by persons, and checked against each other and the waveform. */
function asRecorded(printed: PrintedFacts, rows: readonly PrintedField[]): PrintedFacts {
  return {
    ...printed,
    fields: { ...printed.fields, ...Object.fromEntries(rows.map((row) => [row.name, fieldOf(row)])) },
  };
}

function fieldOf({ value, reason, contradiction, confidence, text, box, alternatives }: PrintedField): Field {
  const known = Object.entries({ reason, contradiction, confidence, text, box, alternatives });
  return { value: value as FieldValue | null, ...Object.fromEntries(known.filter(([, each]) => each !== null)) };
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
  const facts = printed && visibleFacts(caller, asRecorded(printed, fields), fields);
  const shown = mayKnowIdentity(caller) ? study : { ...study, orderNumber: null };
  const rest = { study: shown, digitized, printed: facts, measured, inferred };
  if (ingested?.kind === 'signal') return { ...rest, signals: recordingSignals(ingested.recording) };
  return digitized ? { ...rest, signals: pageSignals(digitized) } : null;
}
