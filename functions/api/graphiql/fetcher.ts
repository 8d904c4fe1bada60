import type { GraphiQLProps } from 'graphiql';
import { getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-ws';

type Fetcher = GraphiQLProps['fetcher'];

function isSubscription(query: string, operationName: string | null | undefined): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === 'subscription';
  } catch {
    return false;
  }
}

/** Sends operations by HTTP and subscriptions by websocket, with the key, or with the console's session when there is none. */
export function createFetcher(apiKey: string | null): Fetcher {
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = createClient({
    url: `${scheme}://${window.location.host}/graphql`,
    connectionParams: apiKey ? { apiKey } : {},
  });
  const headers = {
    'content-type': 'application/json',
    'x-ecgraph-csrf': '1',
    ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
  };
  return async (request) => {
    const { query, operationName, variables } = request;
    if (isSubscription(query, operationName)) {
      return socket.iterate({ query, operationName: operationName ?? null, variables: variables ?? {} });
    }
    const response = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(request) });
    return response.json();
  };
}
