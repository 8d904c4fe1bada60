import type { QueueCounts } from '../platform/queue/types.ts';
import { type Caller, requireRole } from './caller.ts';
import type { RecordStore } from './record-store.ts';

/** Jobs by state, of all tenants, and the caller's studies that failed. For administrators. */
export async function queueStatus(
  record: RecordStore,
  caller: Caller,
): Promise<QueueCounts & { failedStudies: number }> {
  requireRole(caller);
  const failedStudies = await record.db.study.count({ where: { tenantId: caller.tenantId, state: 'failed' } });
  return { ...(await record.queue.counts()), failedStudies };
}
