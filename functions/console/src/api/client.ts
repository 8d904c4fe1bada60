import { createClient as createSocketClient } from 'graphql-ws';
import { Client, cacheExchange, fetchExchange, mapExchange, subscriptionExchange } from 'urql';
import { CSRF_HEADERS } from './session.ts';

/** The GraphQL client of a signed-in browser; `onSignedOut` is called when the server no longer knows the session. */
export function createApiClient(onSignedOut: () => void): Client {
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = createSocketClient({
    url: `${scheme}://${window.location.host}/graphql`,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
  });
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: { credentials: 'same-origin', headers: CSRF_HEADERS },
    exchanges: [
      mapExchange({
        onError(error) {
          if (error.graphQLErrors.some((each) => each.extensions['code'] === 'UNAUTHENTICATED')) onSignedOut();
        },
      }),
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription(request) {
          const payload = { ...request, query: request.query ?? '' };
          return { subscribe: (sink) => ({ unsubscribe: socket.subscribe(payload, sink) }) };
        },
      }),
    ],
  });
}
