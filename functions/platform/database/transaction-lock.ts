import type { Transaction } from './client.ts';

/**
 * Takes a lock by name until the transaction ends. Whoever takes the same name later waits.
 * The name is hashed to 64 bits by PostgreSQL; a collision only makes two names wait for each other.
 */
export async function lockForTransaction(tx: Transaction, name: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}
