import type { Study } from '../platform/database/generated/client.ts';
import { openJson, sealJson } from '../platform/sealed-json.ts';
import type { PrintedIdentity } from '../read/types.ts';
import { type Caller, requireRole } from './caller.ts';
import type { RecordStore } from './record-store.ts';
import type { RecordWrite } from './step.ts';

/**
 * Stores whom the newest reading of a study names, in place of what an earlier one stored, in the transaction that ends
 * *read*. Where identities are not stored, only the latter is done.
 */
export function identityWrite(
  { identityKey }: Pick<RecordStore, 'identityKey'>,
  { id: studyId, tenantId }: Pick<Study, 'id' | 'tenantId'>,
  identity: readonly PrintedIdentity[],
): RecordWrite {
  return async (tx) => {
    await tx.studyIdentity.deleteMany({ where: { studyId, tenantId } });
    if (identityKey === null || identity.length === 0) return;
    await tx.studyIdentity.create({ data: { studyId, tenantId, sealed: sealJson(identityKey, studyId, identity) } });
  };
}

/** Whom the page of each study names, for who may know it; none where that is not stored. The look is for the caller to note. */
export async function identitiesOf(
  { db, identityKey }: Pick<RecordStore, 'db' | 'identityKey'>,
  caller: Caller,
  studyIds: readonly string[],
): Promise<(readonly PrintedIdentity[])[]> {
  requireRole(caller, 'signer');
  if (identityKey === null) return studyIds.map(() => []);
  const rows = await db.studyIdentity.findMany({
    where: { tenantId: caller.tenantId, studyId: { in: [...studyIds] } },
  });
  const byStudy = new Map(rows.map(({ studyId, sealed }) => [studyId, openJson(identityKey, studyId, sealed)]));
  return studyIds.map((id) => (byStudy.get(id) as PrintedIdentity[] | undefined) ?? []);
}
