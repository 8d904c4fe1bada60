import { readFileSync } from 'node:fs';

/** The user that PostgreSQL runs as; null: the user of this process. */
export interface PostgresOwner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so a root process (a container) hands it to `postgres`, or to `nobody` where
 * there is none: both exist without changing the system. Returns null when this process is not root.
 */
export function postgresOwner(): PostgresOwner | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = users.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error('PostgreSQL cannot run as root and the system has no user postgres or nobody.');
}
