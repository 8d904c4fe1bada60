import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';

/** What the lock file of a running cluster says. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** Whether a process of that id lives, ours or another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * The postmaster that runs on a data folder; null when none does. A lock file whose process is gone, or whose number
 * now belongs to another program (after a reboot or in a new container), is removed: PostgreSQL would refuse to start.
 */
export function livePostmaster(cluster: string): Postmaster | null {
  const file = path.join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (Number.isInteger(pid) && pid > 0 && isAlive(pid) && worksIn(pid, cluster)) return { pid, port: Number(lines[3]) };
  rmSync(file, { force: true });
  return null;
}

/** A postmaster's working directory is its data folder. Only Linux tells; elsewhere PostgreSQL's own check has to do. */
function worksIn(pid: number, cluster: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return true;
  }
}
