import type { Transaction } from '../platform/database/client.ts';
import type { Source, Study } from '../platform/database/generated/client.ts';
import { fail, ok, type Result } from '../problems.ts';
import { appendAudit } from './audit.ts';
import { type Caller, requireRole } from './caller.ts';
import { appendEvent } from './events.ts';
import { once } from './idempotency.ts';
import type { RecordStore } from './record-store.ts';
import { type ReportInput, reportInput } from './report-input.ts';
import { isRowId } from './row-id.ts';
import { STEP_NAMES } from './steps.ts';
import { transact } from './transact.ts';

/** The study that a submission led to. */
export interface Submission {
  readonly study: Study;
  /** True where the same bytes were here before; then nothing new was queued. */
  readonly duplicate: boolean;
}

/**
 * Makes a study of an upload whose bytes are here, and queues it, in one transaction: study, first revision, steps,
 * job, audit row and event exist together or not at all. The same bytes and page again, also at the same moment,
 * answer with the existing study unless `allowDuplicate` asks for another.
 * Problems: INPUT_INVALID, NOT_FOUND, UPLOAD_EXPIRED, UPLOAD_INCOMPLETE, IDEMPOTENCY_CONFLICT.
 */
export async function submitReport(
  record: RecordStore,
  caller: Caller,
  { uploadId, report = {} }: { uploadId: string; report?: ReportInput },
): Promise<Result<Submission>> {
  requireRole(caller, 'uploader');
  const parsed = reportInput.safeParse(report);
  if (!parsed.success)
    return fail('INPUT_INVALID', parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; '));
  const { idempotencyKey, ...facts } = parsed.data;
  const source = await receivedSource(record, caller, uploadId);
  if (!source.ok) return source;
  const submitted = await transact(record.db, (tx) =>
    once(tx, caller, idempotencyKey, { operation: 'submitReport', uploadId, facts }, async () =>
      ok(await studyOf(record, tx, caller, source.value, facts)),
    ),
  );
  if (!submitted.ok) return submitted;
  const { studyId, duplicate } = submitted.value;
  return ok({ study: await record.db.study.findUniqueOrThrow({ where: { id: studyId } }), duplicate });
}

async function receivedSource(record: RecordStore, caller: Caller, uploadId: string): Promise<Result<Source>> {
  const where = { id: uploadId, tenantId: caller.tenantId };
  const upload = isRowId(uploadId) ? await record.db.upload.findFirst({ where, include: { source: true } }) : null;
  if (!upload) return fail('NOT_FOUND');
  if (!upload.source) return fail(upload.expiresAt < new Date() ? 'UPLOAD_EXPIRED' : 'UPLOAD_INCOMPLETE');
  return (await record.blobs.has(upload.source.sha256)) ? ok(upload.source) : fail('UPLOAD_INCOMPLETE');
}

type Facts = Omit<ReportInput, 'idempotencyKey'>;

async function studyOf(
  record: RecordStore,
  tx: Transaction,
  caller: Caller,
  source: Source,
  facts: Facts,
): Promise<{ studyId: string; duplicate: boolean }> {
  const page = facts.page ?? 0;
  // Submissions of the same bytes go one after the other from here on, so that the second sees the first's study.
  await tx.$queryRaw`SELECT 1 FROM "Source" WHERE "id" = ${source.id}::uuid FOR UPDATE`;
  const same = { tenantId: caller.tenantId, sourceId: source.id, page };
  const newest = await tx.study.findFirst({ where: same, orderBy: { copy: 'desc' } });
  if (newest && !facts.allowDuplicate) {
    const original = await tx.study.findFirstOrThrow({ where: { ...same, copy: 0 } });
    return { studyId: original.id, duplicate: true };
  }
  const study = await createStudy(tx, caller, source, { ...facts, page, copy: newest ? newest.copy + 1 : 0 });
  const { tenantId, id: studyId } = study;
  await record.queue.enqueue(tx, { tenantId, studyId }, study.acuity);
  await appendAudit(tx, caller, {
    action: 'study.submitted',
    subjectType: 'study',
    subjectId: studyId,
    detail: { sourceId: source.id, page, copy: study.copy },
  });
  await appendEvent(tx, { tenantId, type: 'study.received', studyId, payload: { state: study.state, revision: 1 } });
  return { studyId, duplicate: false };
}

async function createStudy(
  tx: Transaction,
  caller: Caller,
  source: Source,
  facts: Facts & { page: number; copy: number },
): Promise<Study> {
  const { tenantId } = caller;
  const acuity = facts.acuity ?? 0;
  const study = await tx.study.create({
    data: {
      tenantId,
      sourceId: source.id,
      page: facts.page,
      copy: facts.copy,
      acuity,
      acuityRequested: acuity,
      orderNumber: facts.orderNumber ?? null,
      site: facts.site ?? null,
      patientId: facts.recordNumber === undefined ? null : await patientOf(tx, tenantId, facts.recordNumber),
    },
  });
  const { principalId } = caller;
  await tx.revision.create({
    data: { tenantId, studyId: study.id, number: 1, fromStep: 'ingest', reason: 'first analysis', principalId },
  });
  await tx.stepRun.createMany({ data: STEP_NAMES.map((step) => ({ tenantId, studyId: study.id, revision: 1, step })) });
  return study;
}

async function patientOf(tx: Transaction, tenantId: string, recordNumber: string): Promise<string> {
  await tx.patient.createMany({ data: { tenantId, recordNumber }, skipDuplicates: true });
  const where = { tenantId_recordNumber: { tenantId, recordNumber } };
  return (await tx.patient.findUniqueOrThrow({ where, select: { id: true } })).id;
}
