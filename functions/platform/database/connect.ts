import path from 'node:path';
import type { Config } from '../config.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate } from './migrate.ts';

/** A database that answers and has every migration. */
export interface DatabaseServer {
  readonly url: string;
  /** Stops the server where it is our own and nobody else uses it. */
  stop(): Promise<void>;
}

/** Uses DATABASE_URL, or starts (or adopts) the PostgreSQL in VAR_DIR, and brings it up to date. */
export async function connectDatabase(config: Config): Promise<DatabaseServer> {
  if (config.databaseUrl !== null) {
    await migrate(config.databaseUrl);
    return { url: config.databaseUrl, stop: () => Promise.resolve() };
  }
  const embedded: EmbeddedPostgres = await startEmbeddedPostgres(path.join(config.varDir, 'postgres'));
  const url = await embedded.database('ecgraph');
  await migrate(url);
  return { url, stop: () => embedded.stop() };
}
