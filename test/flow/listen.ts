import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { TestServer } from './served.ts';

/** An event as a subscription tells it. */
export interface HeardEvent {
  readonly id: string;
  readonly type: string;
  readonly payload: { readonly step?: string };
  readonly study: { readonly state: string };
}

/** A subscription under way. */
export interface Listening {
  readonly heard: HeardEvent[];
  /** Waits for an event, also one that was heard already. */
  until(wanted: (event: HeardEvent) => boolean): Promise<HeardEvent>;
  close(): Promise<void>;
}

const LIMIT_MS = 30_000;

/** Subscribes with the administrator's key, or with other connection parameters; answers once the server listens. */
export async function listen(
  server: Pick<TestServer, 'url' | 'adminKey'>,
  query: string,
  connectionParams: Record<string, unknown> = { apiKey: server.adminKey },
): Promise<Listening> {
  const heard: HeardEvent[] = [];
  let wake: () => void = () => undefined;
  let failure: unknown = null;
  const client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: (error) => {
      failure = error;
      wake();
    },
  });
  const connected = new Promise<void>((resolve, reject) => {
    client.on('connected', () => resolve());
    client.on('closed', (event) => reject(event));
  });
  await connected;
  client.subscribe(
    { query },
    {
      next: ({ data, errors }) => {
        if (errors) failure = errors;
        for (const event of Object.values(data ?? {})) heard.push(event as HeardEvent);
        wake();
      },
      error: (error) => {
        failure = error;
        wake();
      },
      complete: () => wake(),
    },
  );
  // graphql-ws has no acknowledgement of a subscription: the server has it once it answers a message sent after it.
  await new Promise((resolve) => setTimeout(resolve, 150));

  return {
    heard,
    until: async (wanted) => {
      const until = Date.now() + LIMIT_MS;
      for (;;) {
        if (failure) throw failure;
        const found = heard.find(wanted);
        if (found) return found;
        if (Date.now() > until) throw new Error(`not heard in ${LIMIT_MS} ms; heard ${heard.map((each) => each.type)}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, 500);
        });
      }
    },
    close: async () => client.dispose(),
  };
}
