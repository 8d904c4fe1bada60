import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Transaction } from '../platform/database/client.ts';
import type { ApiKey, Principal, Role } from '../platform/database/generated/client.ts';
import { fail, ok, type Result } from '../problems.ts';
import { appendAudit } from './audit.ts';
import { type Caller, requireRole } from './caller.ts';
import type { RecordStore } from './record-store.ts';
import { isRowId } from './row-id.ts';
import { transact } from './transact.ts';

/** A key as it is given out: the secret is nowhere else. */
export interface CreatedApiKey {
  readonly id: string;
  readonly secret: string;
  readonly principal: Principal;
}

/** How exact `lastUsedAt` is; every request would otherwise write. */
const LAST_USED_STEP_MS = 60_000;

const newKey = z.object({
  name: z.string().trim().min(1).max(100),
  roles: z.array(z.enum(['uploader', 'reader', 'signer', 'admin'])).min(1),
});

function sha256(secret: string): Buffer<ArrayBuffer> {
  return Buffer.from(createHash('sha256').update(secret).digest());
}

/** Makes a principal with a key, in a transaction of the caller's. The secret holds 256 random bits. */
export async function issueKey(
  tx: Transaction,
  owner: { tenantId: string; name: string; roles: readonly Role[]; expiresAt: Date | null },
): Promise<CreatedApiKey> {
  const { tenantId, name, expiresAt } = owner;
  const principal = await tx.principal.create({ data: { tenantId, name, roles: [...owner.roles] } });
  const secret = `ecg_${randomBytes(32).toString('base64url')}`;
  const key = await tx.apiKey.create({
    data: { tenantId, principalId: principal.id, prefix: secret.slice(0, 8), secretSha256: sha256(secret), expiresAt },
  });
  return { id: key.id, secret, principal };
}

/** Makes a key for a person or system of the caller's tenant. For administrators. Problem: INPUT_INVALID. */
export function createApiKey(
  record: RecordStore,
  caller: Caller,
  input: { name: string; roles: readonly Role[]; expiresAt?: Date },
): Promise<Result<CreatedApiKey>> {
  requireRole(caller);
  return transact(record.db, async (tx) => {
    const given = newKey.safeParse(input);
    if (!given.success)
      return fail('INPUT_INVALID', given.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; '));
    if (input.expiresAt && input.expiresAt <= new Date()) return fail('INPUT_INVALID', 'expiresAt lies in the past.');
    const created = await issueKey(tx, {
      ...given.data,
      tenantId: caller.tenantId,
      expiresAt: input.expiresAt ?? null,
    });
    await appendAudit(tx, caller, {
      action: 'apiKey.created',
      subjectType: 'apiKey',
      subjectId: created.id,
      detail: { principalId: created.principal.id, roles: given.data.roles },
    });
    return ok(created);
  });
}

/** Ends a key at once; one that has ended already is fine. For administrators. Problem: NOT_FOUND. */
export function revokeApiKey(record: RecordStore, caller: Caller, id: string): Promise<Result<{ id: string }>> {
  requireRole(caller);
  return transact(record.db, async (tx) => {
    const where = { id, tenantId: caller.tenantId };
    const key = isRowId(id) ? await tx.apiKey.findFirst({ where }) : null;
    if (!key) return fail('NOT_FOUND');
    if (key.revokedAt === null) {
      await tx.apiKey.update({ where, data: { revokedAt: new Date() } });
      await appendAudit(tx, caller, { action: 'apiKey.revoked', subjectType: 'apiKey', subjectId: id, detail: {} });
    }
    return ok({ id });
  });
}

/** Who shows this secret; null for one that is unknown, revoked or past its time. */
export async function authenticate(record: RecordStore, secret: string): Promise<Caller | null> {
  const key = await record.db.apiKey.findUnique({
    where: { secretSha256: sha256(secret) },
    include: { principal: true },
  });
  const caller = key && callerOf(key);
  if (caller && (key.lastUsedAt === null || Date.now() - key.lastUsedAt.getTime() > LAST_USED_STEP_MS)) {
    await record.db.apiKey.updateMany({ where: { id: key.id }, data: { lastUsedAt: new Date() } });
  }
  return caller;
}

/** Who holds this key, as long as it is good: for sessions that name the key instead of showing its secret. */
export async function resumeCaller(record: RecordStore, apiKeyId: string): Promise<Caller | null> {
  if (!isRowId(apiKeyId)) return null;
  const key = await record.db.apiKey.findUnique({ where: { id: apiKeyId }, include: { principal: true } });
  return key && callerOf(key);
}

function callerOf(key: ApiKey & { principal: Principal }): Caller | null {
  const ended = key.expiresAt !== null && key.expiresAt <= new Date();
  if (ended || key.revokedAt !== null || key.principal.revokedAt !== null) return null;
  const { tenantId, principalId, id: apiKeyId } = key;
  return { tenantId, principalId, apiKeyId, name: key.principal.name, roles: key.principal.roles };
}
