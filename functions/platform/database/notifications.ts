import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

/** Told with the payload of a notification, or with null when some may have been missed (after a reconnection). */
export type NotificationListener = (payload: string | null) => void;

/** What other processes say through PostgreSQL's NOTIFY on one channel. */
export interface Notifications {
  /** Calls `listener` from now on; the answer ends it. */
  subscribe(listener: NotificationListener): () => void;
  close(): Promise<void>;
}

const RECONNECT_MS = 500;

/** Listens on a channel with a connection of its own, opened at the first subscription and reopened when it breaks. */
export function openNotifications(databaseUrl: string, channel: string): Notifications {
  const listeners = new Set<NotificationListener>();
  let running: Promise<void> | null = null;
  let current: Client | null = null;
  let closed = false;

  const tell = (payload: string | null) => {
    for (const listener of listeners) listener(payload);
  };
  const listenOnce = async (): Promise<void> => {
    const client = new Client({ connectionString: databaseUrl, application_name: 'ecgraph-listen', keepAlive: true });
    const ended = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
    });
    client.on('notification', (message) => tell(message.payload ?? ''));
    try {
      await client.connect();
      current = client;
      if (closed) return;
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      tell(null);
      await ended;
    } finally {
      current = null;
      await client.end().catch(() => undefined);
    }
  };
  const run = async (): Promise<void> => {
    while (!closed) {
      // A database that is away comes back or ends the process elsewhere; listening only has to try again.
      await listenOnce().catch(() => undefined);
      if (!closed) await delay(RECONNECT_MS, undefined, { ref: false });
    }
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      running ??= run();
      return () => listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      listeners.clear();
      await current?.end().catch(() => undefined);
      await running;
    },
  };
}
