import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { ownedFolder, type PostgresPlace } from './postgres-place.ts';

/**
 * Makes the data folder of a cluster unless it is there: UTF-8, page checksums, password authentication. It is made
 * aside and renamed, so that one cut short, or two processes on their first start, never leave half a cluster.
 */
export async function initialiseCluster(
  place: PostgresPlace,
  cluster: string,
  user: string,
  passwordFile: string,
): Promise<void> {
  if (existsSync(cluster)) return;
  const attempt = randomBytes(4).toString('hex');
  const partial = `${cluster}.${attempt}`;
  const readable = `${passwordFile}.${attempt}`;
  ownedFolder(partial, place.owner);
  copyFileSync(passwordFile, readable);
  if (place.owner) chownSync(readable, place.owner.uid, place.owner.gid);
  try {
    await runInitdb(place, partial, user, readable);
    renameSync(partial, cluster);
  } catch (error) {
    if (!existsSync(cluster)) throw error;
  } finally {
    rmSync(readable, { force: true });
    rmSync(partial, { recursive: true, force: true });
  }
}

function runInitdb(place: PostgresPlace, dataDir: string, user: string, passwordFile: string): Promise<void> {
  const options = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--data-checksums', '--no-instructions'];
  return new Promise((resolve, reject) => {
    const child = spawn(
      place.binaries.initdb,
      [`--pgdata=${dataDir}`, `--username=${user}`, `--pwfile=${passwordFile}`, ...options],
      { ...(place.owner ?? {}), cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb ended with ${code}: ${complaint.slice(-400)}`)),
    );
  });
}
