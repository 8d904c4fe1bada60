import type { Database, Transaction } from '../platform/database/client.ts';
import type { Result } from '../problems.ts';

class Refused<T> extends Error {
  readonly result: Result<T>;
  constructor(result: Result<T>) {
    super('refused');
    this.result = result;
  }
}

/** Runs `work` in one transaction. A Problem rolls it back like an exception does, and is returned. */
export async function transact<T>(db: Database, work: (tx: Transaction) => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await db.$transaction(async (tx) => {
      const result = await work(tx);
      if (!result.ok) throw new Refused(result);
      return result;
    });
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}
