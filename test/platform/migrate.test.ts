import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Client } from 'pg';
import { migrate } from '../../functions/platform/database/migrate.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { declaredColumns, declaredIndexes } from './schema-columns.ts';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');

let database: TestDatabase;
let client: Client;

before(async () => {
  database = await testDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
after(async () => {
  await client.end();
  await database.drop();
});

test('migrations run once, however many processes start at the same moment', async () => {
  const runs = await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
  assert.deepEqual(runs.map((applied) => applied.length).toSorted(), [0, 0, runs.flat().length]);
  assert.deepEqual(await migrate(database.url), []);
});

test('the ledger is the one that Prisma keeps: name and SHA-256 of each file', async () => {
  const { rows } = await client.query('SELECT * FROM "_prisma_migrations" ORDER BY migration_name');
  const sql = await readFile(path.join(MIGRATIONS, '0001_init/migration.sql'));
  assert.equal(rows[0].migration_name, '0001_init');
  assert.equal(rows[0].checksum, createHash('sha256').update(sql).digest('hex'));
  assert.equal(rows[0].applied_steps_count, 1);
  assert.ok(rows[0].finished_at instanceof Date);
  assert.equal(rows[0].rolled_back_at, null);
});

test('the database has exactly the columns of schema.prisma', async () => {
  const { rows } = await client.query(
    `SELECT table_name, column_name, udt_name, is_nullable FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`,
  );
  const found = rows.map((row) => `${row.table_name}.${row.column_name} ${row.udt_name} ${row.is_nullable}`);
  assert.deepEqual(found.toSorted(), declaredColumns().toSorted());
});

test('the database has exactly the indexes of schema.prisma', async () => {
  const { rows } = await client.query(
    `SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  );
  assert.deepEqual(rows.map((row) => row.indexname).toSorted(), declaredIndexes().toSorted());
});

test('a migration that was changed after it was applied stops the start', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'ecgraph-migrations-'));
  await cp(MIGRATIONS, dir, { recursive: true });
  await writeFile(path.join(dir, '0001_init/migration.sql'), 'SELECT 1;');
  await assert.rejects(migrate(database.url, dir), /changed after it was applied/);
  await rm(dir, { recursive: true });
});

test('a failing migration leaves nothing behind', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'ecgraph-migrations-'));
  await cp(MIGRATIONS, dir, { recursive: true });
  await cp(path.join(dir, '0001_init'), path.join(dir, '9999_broken'), { recursive: true });
  await writeFile(path.join(dir, '9999_broken/migration.sql'), 'CREATE TABLE "Half" (id int); SELECT 1 / 0;');
  await assert.rejects(migrate(database.url, dir), /division by zero/);
  const { rowCount } = await client.query(`SELECT 1 FROM pg_tables WHERE tablename = 'Half'`);
  assert.equal(rowCount, 0);
  await rm(dir, { recursive: true });
});

test('a database of a newer version is not touched', async () => {
  await client.query(
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at) VALUES ('later', 'x', '9000_later', now())`,
  );
  await assert.rejects(migrate(database.url), /newer version: 9000_later/);
});
