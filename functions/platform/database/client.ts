import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from './generated/client.ts';

/** The database as the services use it. */
export type Database = PrismaClient;

/** The database inside a transaction. */
export type Transaction = Prisma.TransactionClient;

/** Opens a pool of at most `connections`. Nothing is connected before the first query. */
export function openDatabase(url: string, connections: number): Database {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: connections, connectionTimeoutMillis: 10_000 }),
    // A worker under load may hold connections for a while; waiting is better than failing an upload.
    transactionOptions: { maxWait: 15_000, timeout: 30_000 },
    errorFormat: 'minimal',
  });
}
