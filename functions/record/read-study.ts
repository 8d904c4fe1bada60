import type { Study } from '../platform/database/generated/client.ts';
import { appendAudit } from './audit.ts';
import type { Caller } from './caller.ts';
import { lockLedger } from './ledger-lock.ts';
import type { RecordStore } from './record-store.ts';
import { isRowId } from './row-id.ts';

/** Looking at the same study again within this time is the same look. */
const ONE_LOOK_MS = 10 * 60_000;

/** One study; null when the tenant has none of that id. */
export async function readStudy(record: RecordStore, caller: Caller, id: string): Promise<Study | null> {
  return isRowId(id) ? record.db.study.findFirst({ where: { id, tenantId: caller.tenantId } }) : null;
}

/** The studies of these ids that the tenant has, by id. */
export async function readStudies(
  record: RecordStore,
  caller: Caller,
  ids: readonly string[],
): Promise<Map<string, Study>> {
  const rows = await record.db.study.findMany({
    where: { id: { in: ids.filter(isRowId) }, tenantId: caller.tenantId },
  });
  return new Map(rows.map((study) => [study.id, study]));
}

/** A look at a study: at its results, at a picture that shows whose it is, or taking a file of it. */
export type Look = 'study.viewed' | 'identity.viewed' | 'study.exported';

/** Notes in the audit trail that the caller looked at a study; once for one look. Throws when it cannot be noted. */
export async function noteView(
  record: RecordStore,
  caller: Caller,
  studyId: string,
  action: Look = 'study.viewed',
): Promise<void> {
  const look = {
    tenantId: caller.tenantId,
    subjectType: 'study',
    subjectId: studyId,
    action,
    principalId: caller.principalId,
    at: { gt: new Date(Date.now() - ONE_LOOK_MS) },
  };
  if (await record.db.auditEvent.findFirst({ where: look, select: { id: true } })) return;
  await record.db.$transaction(async (tx) => {
    await lockLedger(tx, caller.tenantId);
    if (await tx.auditEvent.findFirst({ where: look, select: { id: true } })) return;
    await appendAudit(tx, caller, { action, subjectType: 'study', subjectId: studyId, detail: {} });
  });
}
