import { zipSync } from 'fflate';
import { reportPdf, signalsCsv, wfdbFiles } from '../../export/step.ts';
import { fail, ok } from '../../problems.ts';
import type { Caller } from '../../record/caller.ts';
import type { RecordStore } from '../../record/record-store.ts';
import { mayKnowIdentity } from '../auth/policy.ts';
import type { TaggedContent } from '../http/tagged-reply.ts';
import type { ShownStudy } from '../shown-study.ts';
import { type ExportContent, readExportContent } from './export-content.ts';
import { studyJson } from './study-json.ts';

interface ExportKind {
  readonly format: 'csv' | 'wfdb' | 'pdf' | 'json';
  readonly contentType: string;
  readonly write: (content: ExportContent) => Promise<Uint8Array> | Uint8Array;
}

function wfdbZip({ study, signals }: ExportContent): Uint8Array {
  const sex = study.sex === 'female' || study.sex === 'male' ? study.sex : null;
  const record = wfdbFiles(study.id, signals, { ageYears: study.ageYears, sex });
  // A fixed time, so that the same study gives the same bytes.
  return zipSync({ [record.headerName]: record.header, [record.dataName]: record.data }, { mtime: study.receivedAt });
}

function pdf({ study, signals, printed, inferred, digitized }: ExportContent): Promise<Uint8Array> {
  const quality = digitized?.quality ?? null;
  return reportPdf({ title: `Study ${study.id}`, signals, printed, inferred, quality, madeAt: study.updatedAt });
}

/** The exports by the ending of their file. */
const EXPORTS: Readonly<Record<string, ExportKind>> = {
  csv: { format: 'csv', contentType: 'text/csv; charset=utf-8', write: ({ signals }) => signalsCsv(signals) },
  zip: { format: 'wfdb', contentType: 'application/zip', write: wfdbZip },
  pdf: { format: 'pdf', contentType: 'application/pdf', write: pdf },
  json: { format: 'json', contentType: 'application/json', write: studyJson },
};

/** Format and path of every export of a study. */
export function exportPaths(studyId: string): { format: string; path: string }[] {
  return Object.entries(EXPORTS).map(([ending, { format }]) => ({
    format,
    path: `/studies/${studyId}/export.${ending}`,
  }));
}

/** The export of a study by the ending of its file; null for an ending that is none. */
export function studyExport(
  ending: string,
  record: RecordStore,
  caller: Caller,
  study: ShownStudy,
): TaggedContent | null {
  const kind = Object.hasOwn(EXPORTS, ending) ? EXPORTS[ending] : undefined;
  if (!kind) return null;
  return {
    tag: `${ending}-${study.id}-${study.shownRevision}-${study.updatedAt.getTime()}${mayKnowIdentity(caller) ? '' : '-r'}`,
    contentType: kind.contentType,
    downloadName: `ecg-${study.id}.${ending}`,
    make: async () => {
      const content = await readExportContent(record, caller, study);
      return content ? ok(await kind.write(content)) : fail('NOT_FOUND');
    },
  };
}
