import DataLoader from 'dataloader';
import type { Inferred } from '../infer/types.ts';
import type { Tenant, Waveform } from '../platform/database/generated/client.ts';
import type { PageRedaction } from '../read/types.ts';
import type { Caller } from '../record/caller.ts';
import { identitiesOf } from '../record/identity.ts';
import { readRedaction } from '../record/read-redaction.ts';
import { readStudies } from '../record/read-study.ts';
import type { RecordStore } from '../record/record-store.ts';
import { readStepOutput } from '../record/step-output.ts';
import {
  fieldsOf,
  findingsOf,
  measurementsOf,
  patientsOf,
  type RevisionKey,
  recordedRevisionsOf,
  revisionsOf,
  sourcesOf,
  stepsOf,
  waveformsOf,
} from '../record/study-parts.ts';
import { readWaveform, type StoredWaveform } from '../record/waveform-samples.ts';

export type { RevisionKey };

type PartLoader<T> = DataLoader<RevisionKey, T, string>;

function partLoader<T>(load: (keys: readonly RevisionKey[]) => Promise<T[]>): PartLoader<T> {
  return new DataLoader<RevisionKey, T, string>(load, { cacheKeyFn: (key) => `${key.studyId}/${key.revision}` });
}

/**
 * Loaders that answer all parts of one operation's studies with one query a kind. They belong to one caller and one
 * operation: nothing is remembered across requests, and nothing of another tenant can be reached through them.
 */
export function createLoaders(record: RecordStore, caller: Caller) {
  return {
    study: new DataLoader(async (ids: readonly string[]) => {
      const studies = await readStudies(record, caller, ids);
      return ids.map((id) => studies.get(id) ?? null);
    }),
    steps: partLoader((keys) => stepsOf(record, caller, keys)),
    fields: partLoader((keys) => fieldsOf(record, caller, keys)),
    measurements: partLoader((keys) => measurementsOf(record, caller, keys)),
    findings: partLoader((keys) => findingsOf(record, caller, keys)),
    waveform: partLoader((keys) => waveformsOf(record, caller, keys)),
    recordedRevision: new DataLoader((ids: readonly string[]) => recordedRevisionsOf(record, caller, ids)),
    revisions: new DataLoader((ids: readonly string[]) => revisionsOf(record, caller, ids)),
    source: new DataLoader((ids: readonly string[]) => sourcesOf(record, caller, ids)),
    patient: new DataLoader((ids: readonly string[]) => patientsOf(record, caller, ids)),
    identity: new DataLoader((ids: readonly string[]) => identitiesOf(record, caller, ids)),
    samples: new DataLoader<Waveform, StoredWaveform, string>(
      (rows) => Promise.all(rows.map((row) => readWaveform(record, row))),
      { cacheKeyFn: (row) => row.id },
    ),
    inferred: partLoader<Inferred | null>((keys) =>
      Promise.all(keys.map((key) => readStepOutput(record, caller, key, 'infer'))),
    ),
    redaction: partLoader<PageRedaction | null | undefined>((keys) =>
      Promise.all(keys.map((key) => readRedaction(record, caller, key))),
    ),
    tenant: new DataLoader<string, Tenant>(async (ids) => {
      const rows = await record.db.tenant.findMany({
        where: { id: { in: [...ids].filter((id) => id === caller.tenantId) } },
      });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? new Error('tenant not visible'));
    }),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
