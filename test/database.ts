import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { Client } from 'pg';
import { type Config, readConfig } from '../functions/platform/config.ts';
import { startEmbeddedPostgres } from '../functions/platform/database/embedded-postgres.ts';
import type { Role } from '../functions/platform/database/generated/client.ts';
import { openPlatform, type Platform } from '../functions/platform/open-platform.ts';
import { issueKey } from '../functions/record/api-keys.ts';
import type { Caller } from '../functions/record/caller.ts';

/** All test files share one PostgreSQL, each with a database of its own; it is stopped by the last one to leave. */
const SERVER_DIR = path.resolve(import.meta.dirname, '../var/test-postgres');

export interface TestDatabase {
  readonly url: string;
  /** Folder for blobs and keys, removed at the end. */
  readonly varDir: string;
  readonly config: Config;
  drop(): Promise<void>;
}

/** An empty database and an empty folder; nothing is migrated or opened yet. */
export async function testDatabase(env: Record<string, string> = {}): Promise<TestDatabase> {
  const server = await startEmbeddedPostgres(SERVER_DIR);
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = await server.database(name);
  // A test ends processes, never the machine: commits need not wait for the disk.
  await query(url, `ALTER DATABASE "${name}" SET synchronous_commit = off`);
  const varDir = await mkdtemp(path.join(tmpdir(), 'ecgraph-test-'));
  return {
    url,
    varDir,
    config: readConfig({ DATABASE_URL: url, VAR_DIR: varDir, LOG_LEVEL: 'silent', PORT: '0', ...env }),
    drop: async () => {
      await query(url.replace(/\/[^/]+$/, '/postgres'), `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await rm(varDir, { recursive: true, force: true });
      await server.stop();
    },
  };
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

export interface TestPlatform extends Platform {
  /** Connection string, for further processes. */
  readonly url: string;
}

/** A platform on a fresh, migrated database. `close()` removes both. */
export async function testPlatform(env: Record<string, string> = {}): Promise<TestPlatform> {
  const database = await testDatabase(env);
  const platform = await openPlatform(database.config);
  return {
    ...platform,
    url: database.url,
    close: async () => {
      await platform.close();
      await database.drop();
    },
  };
}

/** A caller of a tenant of its own. */
export async function testCaller(
  platform: Pick<Platform, 'db'>,
  roles: readonly Role[] = ['admin'],
): Promise<Caller & { secret: string }> {
  return platform.db.$transaction(async (tx) => {
    const name = `tenant-${randomBytes(4).toString('hex')}`;
    const tenant = await tx.tenant.create({ data: { name } });
    const { id, secret, principal } = await issueKey(tx, { tenantId: tenant.id, name, roles, expiresAt: null });
    return { tenantId: tenant.id, principalId: principal.id, apiKeyId: id, name, roles, secret };
  });
}

/** A platform and a caller for the tests of a file, after which it is closed. */
export async function platformOfTest(): Promise<{ platform: TestPlatform; caller: Caller & { secret: string } }> {
  const platform = await testPlatform();
  after(() => platform.close());
  return { platform, caller: await testCaller(platform) };
}
