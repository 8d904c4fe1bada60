import type { Transaction } from '../platform/database/client.ts';
import type { Prisma, Source, Study } from '../platform/database/generated/client.ts';
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
  const pageNamed = facts.page ?? null;
  // Submissions of the same bytes go one after the other from here on, so that the second sees the first's study.
  await tx.$queryRaw`SELECT 1 FROM "Source" WHERE "id" = ${source.id}::uuid FOR UPDATE`;
  const { tenantId } = caller;
  const original = await tx.study.findFirst({
    where: { tenantId, sourceId: source.id, OR: sameEcg(pageNamed, source.pages) },
    orderBy: [{ copy: 'asc' }, { receivedAt: 'asc' }],
  });
  if (original && !facts.allowDuplicate) return { studyId: original.id, duplicate: true };
  const copy = await tx.study.count({ where: { tenantId, sourceId: source.id, pageNamed } });
  const study = await createStudy(tx, caller, source, { ...facts, pageNamed, copy });
  const { id: studyId } = study;
  await record.queue.enqueue(tx, { tenantId, studyId }, study.acuity);
  await appendAudit(tx, caller, {
    action: 'study.submitted',
    subjectType: 'study',
    subjectId: studyId,
    detail: { sourceId: source.id, page: pageNamed, copy },
  });
  await appendEvent(tx, { tenantId, type: 'study.received', studyId, payload: { state: study.state, revision: 1 } });
  return { studyId, duplicate: false };
}

/**
 * Studies that hold the ECG which is submitted: those asked for in the same words, the one of the only page, and for a named
 * page also a study that found its ECG there. `pages` is null before the file was looked at.
 */
function sameEcg(pageNamed: number | null, pages: number | null): Prisma.StudyWhereInput[] {
  if (pageNamed !== null) return [{ pageNamed }, { pageNamed: null, page: pageNamed }];
  return pages === 1 ? [{ pageNamed: null }, { pageNamed: 0 }] : [{ pageNamed: null }];
}

async function createStudy(
  tx: Transaction,
  caller: Caller,
  source: Source,
  facts: Facts & { pageNamed: number | null; copy: number },
): Promise<Study> {
  const { tenantId } = caller;
  const acuity = facts.acuity ?? 0;
  const study = await tx.study.create({
    data: {
      tenantId,
      sourceId: source.id,
      page: facts.pageNamed ?? 0,
      pageNamed: facts.pageNamed,
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
    data: {
      tenantId,
      studyId: study.id,
      number: 1,
      fromStep: 'ingest',
      reason: 'first analysis',
      page: facts.pageNamed,
      principalId,
    },
  });
  await tx.stepRun.createMany({ data: STEP_NAMES.map((step) => ({ tenantId, studyId: study.id, revision: 1, step })) });
  return study;
}

async function patientOf(tx: Transaction, tenantId: string, recordNumber: string): Promise<string> {
  await tx.patient.createMany({ data: { tenantId, recordNumber }, skipDuplicates: true });
  const where = { tenantId_recordNumber: { tenantId, recordNumber } };
  return (await tx.patient.findUniqueOrThrow({ where, select: { id: true } })).id;
}
