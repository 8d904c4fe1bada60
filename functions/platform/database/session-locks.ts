import { Client, type QueryResult, type QueryResultRow } from 'pg';

/**
 * Locks that live as long as this process: PostgreSQL frees them the moment the process is gone, however it ended, so
 * a lock that is free means that nobody works on the thing.
 */
export interface SessionLocks {
  /** Takes the lock by name; false when another process, or another task of this one, has it. */
  tryLock(name: string): Promise<boolean>;
  unlock(name: string): Promise<void>;
  /** False once the connection that carries the locks broke: all of them are lost. */
  isHeld(name: string): boolean;
  close(): Promise<void>;
}

/** Opens the connection that carries the locks. A broken one is opened anew at the next `tryLock`. */
export function openSessionLocks(databaseUrl: string): SessionLocks {
  const held = new Set<string>();
  let connection: Promise<Client> | null = null;

  const connect = async (): Promise<Client> => {
    const client = new Client({ connectionString: databaseUrl, application_name: 'ecgraph-locks', keepAlive: true });
    const forget = () => {
      held.clear();
      connection = null;
    };
    client.on('error', forget);
    client.on('end', forget);
    await client.connect();
    return client;
  };
  const client = (): Promise<Client> => {
    connection ??= connect().catch((error: unknown) => {
      connection = null;
      throw error;
    });
    return connection;
  };
  let previous: Promise<unknown> = Promise.resolve();
  /** Asks one question after the other: a connection answers one at a time. */
  const ask = <T extends QueryResultRow>(sql: string, name: string): Promise<QueryResult<T>> => {
    const answer = previous.then(async () => (await client()).query<T>(sql, [name]));
    previous = answer.catch(() => undefined);
    return answer;
  };

  return {
    tryLock: async (name) => {
      // A session may take the same lock twice; two tasks of one process may not.
      if (held.has(name)) return false;
      held.add(name);
      try {
        const sql = 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken';
        const taken = (await ask<{ taken: boolean }>(sql, name)).rows[0]?.taken === true;
        if (!taken) held.delete(name);
        return taken;
      } catch (error) {
        held.delete(name);
        throw error;
      }
    },
    unlock: async (name) => {
      if (!held.has(name)) return;
      await ask('SELECT pg_advisory_unlock(hashtextextended($1, 0))', name);
      held.delete(name);
    },
    isHeld: (name) => held.has(name),
    close: async () => {
      const open = connection;
      connection = null;
      if (open) await (await open).end();
    },
  };
}
