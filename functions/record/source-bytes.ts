import type { Source } from '../platform/database/generated/client.ts';
import type { Caller } from './caller.ts';
import type { RecordStore } from './record-store.ts';
import { isRowId } from './row-id.ts';

/** The bytes as they were sent, verified; null when the tenant has no such source. Throws when the blob is broken. */
export async function readSourceBytes(
  record: RecordStore,
  caller: Caller,
  sourceId: string,
): Promise<{ bytes: Uint8Array; source: Source } | null> {
  if (!isRowId(sourceId)) return null;
  const source = await record.db.source.findFirst({ where: { id: sourceId, tenantId: caller.tenantId } });
  return source && { source, bytes: await record.blobs.get(source.sha256) };
}
