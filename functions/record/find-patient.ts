import type { Patient } from '../platform/database/generated/client.ts';
import { type Caller, requireRole } from './caller.ts';
import type { RecordStore } from './record-store.ts';
import { isRowId } from './row-id.ts';

/** A patient by id or by the sender's number, for who may know whose a study is; null when the tenant has none, or neither is given. */
export async function findPatient(
  record: RecordStore,
  caller: Caller,
  { id, recordNumber }: { id?: string; recordNumber?: string },
): Promise<Patient | null> {
  requireRole(caller, 'signer');
  const { tenantId } = caller;
  if (id !== undefined) return isRowId(id) ? record.db.patient.findFirst({ where: { id, tenantId } }) : null;
  return recordNumber === undefined ? null : record.db.patient.findFirst({ where: { recordNumber, tenantId } });
}
