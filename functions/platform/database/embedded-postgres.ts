import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { createSecretFile } from '../secret-file.ts';
import { initialiseCluster } from './initialise-cluster.ts';
import { choosePlace, type PostgresPlace } from './postgres-place.ts';
import { isAlive, livePostmaster } from './postmaster-file.ts';

/** A PostgreSQL of our own. */
export interface EmbeddedPostgres {
  /** Connection string of a database of this cluster, which is created when it is missing. */
  database(name: string): Promise<string>;
  /** Stops the server unless other processes still use it. */
  stop(): Promise<void>;
}

const USER = 'ecgraph';
const START_LIMIT_MS = 60_000;

/** How the server runs: reachable from this machine only, and without row values in its log (DETAIL quotes them). */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'log_error_verbosity=terse',
];

/** Key of the lock that every process using the server shares; who gets it alone is the last one. */
const USERS_LOCK = 4_365_001;

/**
 * Starts the PostgreSQL in `dir`, made on the first call, and waits until it answers. A server that a killed process
 * left behind, or that another process of ours runs, is adopted. Throws when it does not answer within a minute.
 */
export async function startEmbeddedPostgres(dir: string): Promise<EmbeddedPostgres> {
  const place = choosePlace(dir);
  const cluster = path.join(place.dir, 'cluster');
  const password = createSecretFile(path.join(place.dir, 'password'), () => randomBytes(24).toString('base64url'));
  await initialiseCluster(place, cluster, USER, path.join(place.dir, 'password'));
  const { anchor, port } = await joinServer(place, cluster, password);
  const urlOf = (name: string) => `postgresql://${USER}:${password}@127.0.0.1:${port}/${name}`;
  return {
    database: async (name) => {
      await createDatabase(urlOf('postgres'), name);
      return urlOf(name);
    },
    stop: () => leaveServer(anchor, cluster),
  };
}

/** A connection that shows the others that this process uses the server. */
interface Joined {
  readonly anchor: Client;
  readonly port: number;
}

async function joinServer(place: PostgresPlace, cluster: string, password: string): Promise<Joined> {
  const deadline = Date.now() + START_LIMIT_MS;
  let child: ChildProcess | null = null;
  while (Date.now() < deadline) {
    const running = livePostmaster(cluster);
    const anchor = running && running.port > 0 ? await dropAnchor(running.port, password) : null;
    if (running && anchor) return { anchor, port: running.port };
    // Started again when another process's server was just going down, or when two started at once and ours lost.
    if (!running && (child === null || child.exitCode !== null)) child = await spawnServer(place, cluster);
    await delay(50);
  }
  throw new Error('The embedded PostgreSQL does not answer; its log is postgres.log beside the cluster.');
}

/** Null while the server does not answer, and when it goes down: whoever stops it holds the lock alone until the end. */
async function dropAnchor(port: number, password: string): Promise<Client | null> {
  const anchor = new Client({ host: '127.0.0.1', port, user: USER, password, database: 'postgres' });
  anchor.on('error', () => undefined);
  try {
    await anchor.connect();
    await anchor.query('SELECT pg_advisory_lock_shared($1)', [USERS_LOCK]);
    return anchor;
  } catch {
    await anchor.end().catch(() => undefined);
    return null;
  }
}

/** Stops the server when nobody else uses it. Who joins meanwhile waits for the lock and then starts it anew. */
async function leaveServer(anchor: Client, cluster: string): Promise<void> {
  const running = livePostmaster(cluster);
  try {
    if (!running || !(await isLastUser(anchor))) return;
    process.kill(running.pid, 'SIGINT');
    const deadline = Date.now() + START_LIMIT_MS;
    while (existsSync(path.join(cluster, 'postmaster.pid')) && isAlive(running.pid) && Date.now() < deadline)
      await delay(20);
  } finally {
    await anchor.end().catch(() => undefined);
  }
}

/** False also when the connection ends under it: who left at the same moment is stopping the server. */
async function isLastUser(anchor: Client): Promise<boolean> {
  try {
    await anchor.query('SELECT pg_advisory_unlock_shared($1)', [USERS_LOCK]);
    const answer = await anchor.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [USERS_LOCK]);
    return answer.rows[0]?.alone === true;
  } catch {
    return false;
  }
}

async function spawnServer(place: PostgresPlace, cluster: string): Promise<ChildProcess> {
  const log = openSync(path.join(place.dir, 'postgres.log'), 'w', 0o600);
  const port = await freePort(path.join(place.dir, 'port'));
  const options = SETTINGS.flatMap((setting) => ['-c', setting]);
  const child = spawn(place.binaries.postgres, ['-D', cluster, '-p', String(port), ...options], {
    ...(place.owner ?? {}),
    cwd: '/',
    // In a session of its own: Ctrl-C in the terminal reaches this process, which stops the server in order.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.on('error', () => undefined);
  child.unref();
  return child;
}

/** The port of last time where it is still free, so that an open psql session finds the server again. */
async function freePort(file: string): Promise<number> {
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = (await tryPort(last)) ?? (await tryPort(0)) ?? 0;
  // Under a name of its own: processes that start together would take each other's file away.
  const aside = `${file}.${randomBytes(4).toString('hex')}`;
  writeFileSync(aside, String(port), { mode: 0o600, flag: 'wx' });
  renameSync(aside, file);
  return port;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // Two processes on their first start: the other one has just made it.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end();
  }
}
