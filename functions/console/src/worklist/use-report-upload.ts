import { useState } from 'react';
import { useClient } from 'urql';
import { CREATE_UPLOAD, SUBMIT_REPORT } from '../api/documents.ts';
import type { Problem } from '../api/types.ts';
import { putFile } from './put-file.ts';
import { sha256Hex } from './sha256.ts';

/** One file on its way to the server. */
export interface ReportUpload {
  readonly key: string;
  readonly name: string;
  readonly fraction: number;
  readonly outcome:
    | { kind: 'sending' }
    | { kind: 'sent'; studyId: string; duplicate: boolean }
    | { kind: 'refused'; problem: Problem };
}

const UNREACHABLE: Problem = { code: 'INTERNAL', message: 'The server did not take the file.', hint: 'Try again.' };

/** Sends files one after another: announce, PUT with progress, submit. */
export function useReportUpload(onSent: () => void) {
  const client = useClient();
  const [uploads, setUploads] = useState<readonly ReportUpload[]>([]);

  const update = (key: string, change: Partial<ReportUpload>) =>
    setUploads((all) => all.map((each) => (each.key === key ? { ...each, ...change } : each)));

  async function send(file: File, key: string): Promise<ReportUpload['outcome']> {
    const created = await client.mutation(CREATE_UPLOAD, { byteLength: file.size, sha256: await sha256Hex(file) });
    const ticket = created.data?.createUpload;
    if (ticket === undefined) return { kind: 'refused', problem: UNREACHABLE };
    if (ticket.__typename !== 'UploadTicket') return { kind: 'refused', problem: ticket };
    const refusal = await putFile(ticket, file, (fraction) => update(key, { fraction }));
    if (refusal !== null) return { kind: 'refused', problem: refusal };
    const submitted = await client.mutation(SUBMIT_REPORT, { uploadId: ticket.id });
    const answer = submitted.data?.submitReport;
    if (answer === undefined) return { kind: 'refused', problem: UNREACHABLE };
    if (answer.__typename !== 'Submission') return { kind: 'refused', problem: answer };
    return { kind: 'sent', studyId: answer.study.id, duplicate: answer.duplicate };
  }

  async function sendAll(files: readonly File[]) {
    const queued = files.map((file) => ({ file, key: crypto.randomUUID() }));
    setUploads((all) => [
      ...queued.map(({ file, key }) => ({ key, name: file.name, fraction: 0, outcome: { kind: 'sending' } as const })),
      ...all,
    ]);
    for (const { file, key } of queued) {
      const outcome = await send(file, key).catch(() => ({ kind: 'refused', problem: UNREACHABLE }) as const);
      update(key, { outcome, fraction: 1 });
      onSent();
    }
  }

  return { uploads, sendAll, clear: () => setUploads((all) => all.filter((each) => each.outcome.kind === 'sending')) };
}
