import { createHash } from 'node:crypto';
import type { Transaction } from '../platform/database/client.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import { fail, ok, type Result } from '../problems.ts';
import type { Caller } from './caller.ts';
import { canonicalJson } from './canonical-json.ts';

/** What can be answered again: identifiers and flags. */
export type RepeatableAnswer = Record<string, string | number | boolean>;

const MAX_KEY_LENGTH = 200;

/**
 * Runs `effect` once for a key of the tenant: the same key with the same request answers what was answered first,
 * with another request IDEMPOTENCY_CONFLICT. Without a key the effect simply runs. A second request that comes while
 * the first is under way waits for it. The key is forgotten when the transaction rolls back.
 */
export async function once<T extends RepeatableAnswer>(
  tx: Transaction,
  caller: Caller,
  key: string | undefined,
  request: unknown,
  effect: () => Promise<Result<T>>,
): Promise<Result<T>> {
  if (key === undefined) return effect();
  if (key.length === 0 || key.length > MAX_KEY_LENGTH)
    return fail('INPUT_INVALID', 'The idempotency key has 1 to 200 characters.');
  const { tenantId } = caller;
  const requestSha256 = createHash('sha256').update(canonicalJson(request)).digest('hex');
  const { count } = await tx.idempotencyKey.createMany({
    data: { tenantId, key, requestSha256, result: {} },
    skipDuplicates: true,
  });
  const where = { tenantId_key: { tenantId, key } };
  if (count === 0) {
    const first = await tx.idempotencyKey.findUniqueOrThrow({ where });
    return first.requestSha256 === requestSha256 ? ok(first.result as T) : fail('IDEMPOTENCY_CONFLICT');
  }
  const result = await effect();
  if (result.ok) await tx.idempotencyKey.update({ where, data: { result: result.value as Prisma.InputJsonObject } });
  return result;
}
