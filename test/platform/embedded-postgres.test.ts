import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../functions/platform/database/embedded-postgres.ts';
import { choosePlace } from '../../functions/platform/database/postgres-place.ts';
import { livePostmaster } from '../../functions/platform/database/postmaster-file.ts';

const ENTRY = new URL('use-postgres.ts', import.meta.url);

let root: string;
let dir: string;
let clusterDir: string;

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'ecgraph-postgres-'));
  // Open to the user that PostgreSQL runs as, so that the cluster lies here also where the tests run as root.
  chmodSync(root, 0o755);
  dir = path.join(root, 'postgres');
  clusterDir = path.join(choosePlace(dir).dir, 'cluster');
});
after(() => {
  rmSync(path.dirname(clusterDir), { recursive: true, force: true });
  rmSync(root, { recursive: true, force: true });
});

async function answer(server: EmbeddedPostgres, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: await server.database('trial') });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return Object.values(rows[0] ?? {})[0];
}

/** Another process that uses the server until it is told to end. */
async function otherProcess(): Promise<ChildProcess> {
  const child = fork(ENTRY, [dir], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  return child;
}

test('the first start makes a cluster that only this machine reaches, with a password that only we can read', async () => {
  const server = await startEmbeddedPostgres(dir);
  assert.equal(await answer(server, 'SHOW listen_addresses'), '127.0.0.1');
  assert.equal(await answer(server, 'SHOW fsync'), 'on');
  assert.equal(await answer(server, 'SHOW data_checksums'), 'on');
  assert.equal(statSync(path.join(choosePlace(dir).dir, 'password')).mode & 0o777, 0o600);
  const url = new URL(await server.database('trial'));
  url.password = 'guess';
  await assert.rejects(new Client({ connectionString: url.href }).connect(), /password authentication failed/);
  await server.stop();
  assert.equal(livePostmaster(clusterDir), null, 'nothing runs after the stop');
});

test('a server left by a killed process is adopted, with what was committed, and stopped in the end', async () => {
  const child = await otherProcess();
  const left = livePostmaster(clusterDir);
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.ok(left);
  assert.deepEqual(livePostmaster(clusterDir), left, 'the server outlives its parent');
  const server = await startEmbeddedPostgres(dir);
  assert.deepEqual(livePostmaster(clusterDir), left, 'no second server is started');
  assert.equal(await answer(server, 'SELECT count(*)::int FROM kept'), 1);
  await server.stop();
  assert.equal(livePostmaster(clusterDir), null);
});

test('the server stays up while another process uses it', async () => {
  const server = await startEmbeddedPostgres(dir);
  const child = await otherProcess();
  await server.stop();
  assert.ok(livePostmaster(clusterDir));
  child.send('end');
  await once(child, 'exit');
  assert.equal(livePostmaster(clusterDir), null, 'the last one stops it');
});

test('of many that start the server at once, each gets it, and nothing is left aside', async () => {
  for (let round = 0; round < 3; round++) {
    const servers = await Promise.all(Array.from({ length: 12 }, () => startEmbeddedPostgres(dir)));
    const urls = await Promise.all(servers.map((server) => server.database('trial')));
    assert.equal(new Set(urls).size, 1);
    await Promise.all(servers.map((server) => server.stop()));
    assert.equal(livePostmaster(clusterDir), null);
  }
  const files = readdirSync(path.dirname(clusterDir)).filter((name) => name.startsWith('port'));
  assert.deepEqual(files, ['port']);
});

test('a lock file whose process is gone, or is another program by now, does not keep the server down', async () => {
  for (const pid of [2 ** 22 + 1, process.pid]) {
    writeFileSync(path.join(clusterDir, 'postmaster.pid'), `${pid}\n${clusterDir}\n0\n1\n\n127.0.0.1\n`);
    const server = await startEmbeddedPostgres(dir);
    assert.equal(await answer(server, 'SELECT count(*)::int FROM kept'), 1);
    await server.stop();
  }
});

test('an initialisation that was cut short is done again', async () => {
  const fresh = path.join(root, 'cut-short');
  const place = choosePlace(fresh);
  mkdirSync(path.join(place.dir, 'cluster.half'), { recursive: true });
  const [first, second] = await Promise.all([startEmbeddedPostgres(fresh), startEmbeddedPostgres(fresh)]);
  assert.equal(await answer(first, 'SELECT 1'), 1);
  assert.equal(await answer(second, 'SELECT 2'), 2);
  await first.stop();
  await second.stop();
  rmSync(place.dir, { recursive: true, force: true });
});
