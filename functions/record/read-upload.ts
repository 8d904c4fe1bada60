import type { Upload } from '../platform/database/generated/client.ts';
import { type Caller, requireRole } from './caller.ts';
import type { RecordStore } from './record-store.ts';
import { isRowId } from './row-id.ts';

/** An upload that was announced; null when the tenant has none of that id. */
export async function readUpload(record: RecordStore, caller: Caller, id: string): Promise<Upload | null> {
  requireRole(caller, 'uploader');
  return isRowId(id) ? record.db.upload.findFirst({ where: { id, tenantId: caller.tenantId } }) : null;
}
