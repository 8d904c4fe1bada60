import type { Transaction } from '../platform/database/client.ts';
import type { Study } from '../platform/database/generated/client.ts';
import { isRowId } from './row-id.ts';

/** The tenant's study, locked until the transaction ends; null when there is none of that id. */
export async function lockStudy(tx: Transaction, tenantId: string, studyId: string): Promise<Study | null> {
  if (!isRowId(studyId)) return null;
  await tx.$queryRaw`SELECT 1 FROM "Study" WHERE "id" = ${studyId}::uuid AND "tenantId" = ${tenantId}::uuid FOR UPDATE`;
  return tx.study.findFirst({ where: { id: studyId, tenantId } });
}
