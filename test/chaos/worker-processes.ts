import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { TestPlatform } from '../database.ts';

/** Starts a worker process on the platform's database and blobs; resolves when it takes jobs. */
export async function startWorkerProcess(
  platform: Pick<TestPlatform, 'url' | 'config'>,
  entry: URL,
  env: Record<string, string> = {},
): Promise<ChildProcess> {
  const { varDir } = platform.config;
  const child = fork(entry, {
    env: { ...process.env, DATABASE_URL: platform.url, VAR_DIR: varDir, LOG_LEVEL: 'fatal', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message) => {
      if (message === 'ready') resolve();
    });
    child.on('exit', (code) => reject(new Error(`the worker ended with ${code} before it was ready`)));
  });
  return child;
}

/** Ends a process the hard way and waits until it is gone. */
export async function killHard(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
