import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type TestDatabase, testDatabase } from '../database.ts';
import { clientWithKey, untilSettled } from './client.ts';

const root = path.resolve(import.meta.dirname, '../..');
const START_LIMIT_MS = 60_000;

let database: TestDatabase;
let running: { child: ChildProcess; stdout: string; stderr: string };
before(async () => {
  database = await testDatabase();
});
after(async () => {
  running?.child.kill('SIGKILL');
  await database.drop();
});

/** Starts `ecgraph serve` and waits until it says where it answers. */
async function startServe(): Promise<string> {
  const env = { ...process.env, DATABASE_URL: database.url, VAR_DIR: database.varDir, PORT: '0', LOG_LEVEL: 'info' };
  const child = spawn(process.execPath, ['functions/cli.ts', 'serve'], { cwd: root, env });
  running = { child, stdout: '', stderr: '' };
  child.stderr?.on('data', (chunk) => (running.stderr += chunk));
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      running.stdout += chunk;
      const url = /answers at (\S+)/.exec(running.stdout)?.[1];
      if (url) resolve(url);
    });
    child.on('exit', () => reject(new Error(`serve ended: ${running.stderr}`)));
    setTimeout(() => reject(new Error(`serve does not answer: ${running.stderr}`)), START_LIMIT_MS).unref();
  });
}

async function stopServe(): Promise<number | null> {
  const exited = once(running.child, 'exit');
  running.child.kill('SIGTERM');
  return (await exited)[0];
}

/** Process ids of the children of a process (Linux). */
function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === pid;
      } catch {
        return false;
      }
    })
    .map(Number);
}

function workerPid(): number | undefined {
  return childrenOf(running.child.pid!).find((pid) => {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return command.includes('worker/main.ts');
  });
}

test('the first start shows a key once and analyses the sample reports; a killed worker is replaced while the API answers', async () => {
  const url = await startServe();
  const key = /shown this once: (\S+)/.exec(running.stdout)?.[1];
  assert.ok(key, running.stdout);
  const client = clientWithKey(url, key);
  const { data } = await client.graphql('{ studies { edges { node { id } } } }');
  assert.equal(data.studies.edges.length, 3);

  let first = workerPid();
  for (let i = 0; i < 100 && !first; i++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    first = workerPid();
  }
  process.kill(first!, 'SIGKILL');
  assert.equal((await client.graphql('{ viewer { name } }')).status, 200);
  for (const { node } of data.studies.edges) {
    assert.equal((await untilSettled(client, node.id, 90_000)).state, 'preliminary');
  }
  const second = workerPid();
  assert.ok(second && second !== first);
  assert.equal(await stopServe(), 0);
  assert.throws(() => process.kill(second, 0), 'no worker is left behind');
  assert.ok(!running.stderr.includes(key), 'the key is in no log');
});

test('a second start shows no key, keeps the studies, and sends no samples again', {
  skip: process.platform !== 'linux',
}, async () => {
  const key = /shown this once: (\S+)/.exec(running.stdout)?.[1];
  const url = await startServe();
  assert.ok(!running.stdout.includes('shown this once'));
  const { data } = await clientWithKey(url, key!).graphql('{ studies { totalCount } }');
  assert.equal(data.studies.totalCount, 3);
  assert.equal(await stopServe(), 0);
});

test('a taken port is told in one sentence, and nothing is left running', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const env = { ...process.env, DATABASE_URL: database.url, VAR_DIR: database.varDir, PORT: String(port) };
  const child = spawn(process.execPath, ['functions/cli.ts', 'serve'], { cwd: root, env });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const [status] = await once(child, 'close');
  taken.close();
  assert.equal(status, 1);
  assert.match(stderr, new RegExp(`cannot listen on port ${port} of 127\\.0\\.0\\.1; another program listens there`));
  assert.ok(!/\n {4}at /.test(stderr), stderr);
});
