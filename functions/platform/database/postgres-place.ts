import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createSecretFile } from '../secret-file.ts';
import { binariesIn, findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { type PostgresOwner, postgresOwner } from './postgres-owner.ts';

/** Where a cluster lives and what runs it. */
export interface PostgresPlace {
  readonly binaries: PostgresBinaries;
  readonly owner: PostgresOwner | null;
  /** Holds the cluster, its password and its log. */
  readonly dir: string;
}

/** Below it lie clusters whose project folder is closed to the user that PostgreSQL runs as. */
const SHARED_HOME = '/var/lib/ecgraph';

/**
 * Decides where the cluster of `dir` lives. Usually there. As root in a project that only root may enter (a clone in
 * /root or in a fresh temporary folder) the user that PostgreSQL runs as reaches neither the programs nor the data:
 * then both lie in /var/lib/ecgraph, under a name that is kept in `dir`.
 */
export function choosePlace(dir: string): PostgresPlace {
  const binaries = findPostgresBinaries();
  const owner = postgresOwner();
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  if (owner === null || mayReach(owner, binaries.postgres, dir)) return { binaries, owner, dir };
  // The name is kept in `dir`: who deletes the folder to begin anew gets a new cluster too.
  const name = createSecretFile(path.join(dir, 'place'), () => randomBytes(8).toString('hex'));
  const ownDir = path.join(SHARED_HOME, name);
  mkdirSync(ownDir, { recursive: true, mode: 0o711 });
  return { binaries: copyBinaries(binaries), owner, dir: ownDir };
}

function mayReach(owner: PostgresOwner, program: string, dir: string): boolean {
  const runs = spawnSync(program, ['--version'], { ...owner, cwd: '/' });
  const enters = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], { ...owner, cwd: '/' });
  return runs.status === 0 && enters.status === 0;
}

function copyBinaries(from: PostgresBinaries): PostgresBinaries {
  const version = spawnSync(from.postgres, ['--version'], { encoding: 'utf8' }).stdout.replaceAll(/[^0-9.]+/g, '');
  const home = path.join(SHARED_HOME, `postgres-${version}`);
  if (existsSync(home)) return binariesIn(home);
  // Copied aside and renamed, so that a copy cut short is never taken for a whole one.
  const partial = `${home}.${process.pid}`;
  cpSync(from.home, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, home);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  return binariesIn(home);
}

/** Makes a folder that only the owner of the cluster may enter. */
export function ownedFolder(dir: string, owner: PostgresOwner | null): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  if (owner) chownSync(dir, owner.uid, owner.gid);
}
