import type { Transaction } from '../platform/database/client.ts';
import { lockForTransaction } from '../platform/database/transaction-lock.ts';

/**
 * Lets one transaction at a time write a tenant's events and audit rows, until it commits: so their ids grow in the
 * order of the commits, which a replay relies on, and each audit row is chained to the one before.
 * Taken last in a transaction, after every row lock: then two transactions never wait for each other, and others wait
 * only for the commit.
 */
export async function lockLedger(tx: Transaction, tenantId: string): Promise<void> {
  await lockForTransaction(tx, `ledger ${tenantId}`);
}
