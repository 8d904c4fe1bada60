import type { Transaction } from '../platform/database/client.ts';
import { checkAgainstMeasured } from './check-against-measured.ts';
import { fieldRows } from './field-rows.ts';
import { findingRows } from './finding-rows.ts';
import { measurementRows } from './measurement-rows.ts';
import type { RecordStore } from './record-store.ts';
import type { StudyResults } from './results.ts';
import { studySummary } from './study-summary.ts';
import { waveformRow } from './waveform-row.ts';

/** Writes prepared rows within the transaction that ends the step. */
export type RecordWrite = (tx: Transaction) => Promise<void>;

/**
 * The step *record*: turns what the other steps found into rows. Stores the samples now, answers the write for the
 * transaction that ends the step. Printed intervals that the waveform contradicts are recorded as inconsistent. Doing it twice leaves what doing it once leaves. The study's summary changes only
 * while the revision is the current one.
 */
export async function recordStudy(record: Pick<RecordStore, 'blobs'>, found: StudyResults): Promise<RecordWrite> {
  const { printed, measured } = found;
  const results = { ...found, printed: printed && checkAgainstMeasured(printed, measured.global) };
  const { tenantId, studyId, revision } = results;
  const waveform = await waveformRow(record.blobs, results);
  const [fields, measurements, findings] = [fieldRows(results), measurementRows(results), findingRows(results)];
  return async (tx) => {
    const where = { tenantId, studyId, revision };
    await tx.waveform.deleteMany({ where });
    await tx.printedField.deleteMany({ where });
    await tx.measurement.deleteMany({ where });
    await tx.finding.deleteMany({ where });
    await tx.waveform.create({ data: waveform });
    await tx.printedField.createMany({ data: fields });
    await tx.measurement.createMany({ data: measurements });
    await tx.finding.createMany({ data: findings });
    const { acuityRequested } = await tx.study.findUniqueOrThrow({ where: { id: studyId, tenantId } });
    await tx.study.updateMany({
      where: { id: studyId, tenantId, currentRevision: revision },
      data: studySummary(results, acuityRequested),
    });
  };
}
