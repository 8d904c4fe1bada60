import { lockForTransaction } from '../platform/database/transaction-lock.ts';
import { issueKey } from './api-keys.ts';
import { appendAudit } from './audit.ts';
import type { RecordStore } from './record-store.ts';

/**
 * On the very first start makes the tenant "default" and an administrator's key, and answers its secret, to be shown
 * once. Answers null ever after, also to a second process that starts at the same time.
 */
export function ensureAdministrator(record: RecordStore): Promise<string | null> {
  return record.db.$transaction(async (tx) => {
    await lockForTransaction(tx, 'first key');
    if ((await tx.apiKey.count()) > 0) return null;
    const tenant = await tx.tenant.upsert({ where: { name: 'default' }, create: { name: 'default' }, update: {} });
    const owner = { tenantId: tenant.id, name: 'administrator', roles: ['admin'] as const, expiresAt: null };
    const { id, secret, principal } = await issueKey(tx, owner);
    const caller = { ...owner, principalId: principal.id, apiKeyId: id };
    await appendAudit(tx, caller, {
      action: 'apiKey.created',
      subjectType: 'apiKey',
      subjectId: id,
      detail: { principalId: principal.id, roles: ['admin'] },
    });
    return secret;
  });
}
