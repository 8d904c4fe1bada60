import { createHash } from 'node:crypto';
import type { Transaction } from '../platform/database/client.ts';
import type { AuditEvent, Prisma } from '../platform/database/generated/client.ts';
import type { Caller } from './caller.ts';
import { canonicalJson } from './canonical-json.ts';
import { lockLedger } from './ledger-lock.ts';
import type { RecordStore } from './record-store.ts';

/** What was done to what. */
export interface AuditEntry {
  readonly action: string;
  readonly subjectType: 'study' | 'upload' | 'apiKey' | 'tenant';
  readonly subjectId: string;
  /** Names of changed fields, identifiers, numbers of revisions; no values of the patient. */
  readonly detail: Prisma.InputJsonObject;
}

/** How many rows are checked at a time. */
const BATCH = 1000;

type Chained = Pick<AuditEvent, 'tenantId' | 'principalId' | 'action' | 'subjectType' | 'subjectId' | 'detail' | 'at'>;

/** SHA-256 over the previous hash and everything that the row says. */
function hashOf(row: Chained, previous: Uint8Array | null): Buffer {
  const { tenantId, principalId, action, subjectType, subjectId, detail, at } = row;
  const said = canonicalJson({ tenantId, principalId, action, subjectType, subjectId, detail, at: at.toISOString() });
  return createHash('sha256')
    .update(previous ?? Buffer.alloc(32))
    .update(said)
    .digest();
}

/**
 * Notes what the caller did, in the transaction that does it: when the note fails, the deed fails. Rows are chained
 * per tenant by hash and can be neither changed nor removed (the database refuses). Call it at the end of the
 * transaction.
 */
export async function appendAudit(tx: Transaction, caller: Caller, entry: AuditEntry): Promise<void> {
  await lockLedger(tx, caller.tenantId);
  const last = await tx.auditEvent.findFirst({
    where: { tenantId: caller.tenantId },
    orderBy: { id: 'desc' },
    select: { hash: true },
  });
  const previous = last ? Buffer.from(last.hash) : null;
  const row = { ...entry, tenantId: caller.tenantId, principalId: caller.principalId, at: new Date() };
  const hash = hashOf({ ...row, detail: row.detail as Prisma.JsonObject }, previous);
  await tx.auditEvent.create({ data: { ...row, previous, hash: Buffer.from(hash) } });
}

/** Checks a tenant's chain from its beginning: how many rows, and the id of the first that does not fit (null: none). */
export async function verifyAuditChain(
  record: Pick<RecordStore, 'db'>,
  tenantId: string,
): Promise<{ events: number; brokenAt: bigint | null }> {
  let previous: Uint8Array | null = null;
  let after = 0n;
  let events = 0;
  for (;;) {
    const rows: AuditEvent[] = await record.db.auditEvent.findMany({
      where: { tenantId, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: BATCH,
    });
    for (const row of rows) {
      const fits = hashOf(row, previous).equals(row.hash) && same(row.previous, previous);
      if (!fits) return { events, brokenAt: row.id };
      previous = row.hash;
      after = row.id;
      events += 1;
    }
    if (rows.length < BATCH) return { events, brokenAt: null };
  }
}

function same(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : Buffer.compare(a, b) === 0;
}
