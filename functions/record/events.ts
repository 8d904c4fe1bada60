import type { Transaction } from '../platform/database/client.ts';
import type { Event, Prisma } from '../platform/database/generated/client.ts';
import { EVENT_CHANNEL } from '../platform/event-channel.ts';
import type { Caller } from './caller.ts';
import { lockLedger } from './ledger-lock.ts';
import type { RecordStore } from './record-store.ts';

/** What can happen. */
export type EventType =
  | 'study.received'
  | 'study.changed'
  | 'study.corrected'
  | 'study.restated'
  | 'step.running'
  | 'step.done'
  | 'step.retrying'
  | 'step.failed';

/** An event to be told. The payload holds identifiers and states only. */
export interface NewEvent {
  readonly tenantId: string;
  readonly type: EventType;
  readonly studyId: string;
  readonly payload: Prisma.InputJsonObject;
}

/** Events that one call of `eventsAfter` gives at most. */
const MAX_EVENTS = 500;

/** Tells an event when the transaction commits, and never otherwise. Call it at the end of the transaction. */
export async function appendEvent(tx: Transaction, event: NewEvent): Promise<void> {
  await lockLedger(tx, event.tenantId);
  const { id } = await tx.event.create({ data: event, select: { id: true } });
  const announcement = JSON.stringify({ tenantId: event.tenantId, studyId: event.studyId, id: String(id) });
  await tx.$executeRaw`SELECT pg_notify(${EVENT_CHANNEL}, ${announcement})`;
}

/**
 * The tenant's events after an id, in order, at most `first` (500). Whoever goes on from the last id it got misses
 * none: within a tenant ids become visible in their order.
 */
export function eventsAfter(
  record: RecordStore,
  caller: Caller,
  { after, first, studyId }: { after: bigint; first: number; studyId?: string },
): Promise<Event[]> {
  return record.db.event.findMany({
    where: { tenantId: caller.tenantId, id: { gt: after }, ...(studyId === undefined ? {} : { studyId }) },
    orderBy: { id: 'asc' },
    take: Math.max(1, Math.min(first, MAX_EVENTS)),
  });
}

/** The id of the tenant's newest event; 0 before the first. */
export async function latestEventId(record: RecordStore, caller: Caller): Promise<bigint> {
  const newest = await record.db.event.findFirst({
    where: { tenantId: caller.tenantId },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  return newest?.id ?? 0n;
}
