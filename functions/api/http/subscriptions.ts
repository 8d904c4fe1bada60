import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  subscribe,
  type ValidationRule,
  validate,
} from 'graphql';
import { type Context, GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { useServer as answerOn, type Extra } from 'graphql-ws/use/ws';
import { WebSocket, WebSocketServer } from 'ws';
import type { Caller } from '../../record/caller.ts';
import { identify } from '../auth/authenticate.ts';
import { isOwnOrigin } from '../auth/cross-site.ts';
import { type ApiServices, createContext } from '../context.ts';
import type { OperationGuard } from '../graphql/limits.ts';
import { maskError } from '../graphql/mask-error.ts';
import { baseUrlOfSocket } from './base-url.ts';

/** Largest message of a client; operations are text. */
const MESSAGE_LIMIT_BYTES = 100_000;
/** Subscriptions of one connection. */
const SUBSCRIPTION_LIMIT = 50;
/** How often a connection's key is looked at again, so that a revoked one stops hearing. */
const RECHECK_MS = 30_000;
/** The close code of graphql-ws for a connection that may not go on. */
const CLOSE_FORBIDDEN = 4403;

interface Connection extends Record<PropertyKey, unknown> {
  caller?: Caller;
  recheck?: NodeJS.Timeout;
}
type SocketContext = Context<Record<string, unknown>, Extra & Partial<Connection>>;

/** Queries and mutations go by HTTP, where their errors, costs and limits are told in one way. */
const subscriptionsOnly: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (node.operation !== 'subscription')
      context.reportError(new GraphQLError('Only subscriptions come by websocket.'));
  },
});

/** An error of the operation itself, found before anything was executed. */
function mistake({ message }: GraphQLError): GraphQLFormattedError {
  return { message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
}

/** The headers that identify a connection: those of connection_init (`authorization` or `apiKey`) before the upgrade's own. */
function identifyingHeaders({ connectionParams, extra }: SocketContext): IncomingHttpHeaders {
  const { authorization, apiKey } = connectionParams ?? {};
  if (typeof authorization === 'string') return { authorization };
  if (typeof apiKey === 'string') return { 'x-api-key': apiKey };
  return extra.request.headers;
}

/**
 * graphql-ws on `/graphql` of the same port. A connection is known by its key or the console's cookie, comes from a page of this
 * server or from a program, and hears its own tenant only. Returns what closes every connection.
 */
export function serveSubscriptions(
  server: Server,
  schema: GraphQLSchema,
  guard: OperationGuard,
  services: ApiServices,
): () => Promise<void> {
  const { platform, signingKey } = services;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_LIMIT_BYTES,
    handleProtocols: (protocols) =>
      protocols.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false,
  });
  const whoIs = async (context: SocketContext) =>
    (await identify(platform, identifyingHeaders(context), signingKey, Date.now()))?.caller ?? null;

  const rules = [...specifiedRules, ...guard.validationRules, subscriptionsOnly];
  const mask = (error: GraphQLError, id: string) => maskError(error.toJSON(), error, id, platform.log);

  const graphql = answerOn<Record<string, unknown>, Connection>(
    {
      schema,
      parse: (source) => parse(source, { maxTokens: guard.limits.tokens }),
      validate: (against, document) => validate(against, document, rules),
      subscribe: (args) => {
        const { document, operationName, variableValues: variables } = args;
        const charged = guard.charge({ document, operationName, variables });
        return charged instanceof GraphQLError ? { errors: [charged] } : subscribe(args);
      },
      onConnect: async (context) => {
        const caller = await whoIs(context);
        if (!caller || context.extra.socket.readyState !== WebSocket.OPEN) return false;
        context.extra.caller = caller;
        context.extra.recheck = setInterval(async () => {
          const still = await whoIs(context).catch(() => caller);
          if (!still) context.extra.socket.close(CLOSE_FORBIDDEN, 'Forbidden');
        }, RECHECK_MS);
        return true;
      },
      onClose: ({ extra }) => clearInterval(extra.recheck),
      onSubscribe: ({ subscriptions }) =>
        Object.keys(subscriptions).length > SUBSCRIPTION_LIMIT
          ? [new GraphQLError('Too many subscriptions.')]
          : undefined,
      context: ({ extra }) => {
        const { caller, request } = extra;
        if (!caller) throw new Error('a subscription before its connection was accepted');
        const baseUrl = baseUrlOfSocket(request, platform.config);
        return createContext(services, caller, { requestId: randomUUID(), baseUrl });
      },
      onError: (_context, id, _payload, errors) =>
        errors.map((error) => (error.path ? mask(error, id) : mistake(error))),
      onNext: (_context, id, _payload, _args, result) =>
        result.errors
          ? { data: result.data ?? null, errors: result.errors.map((error) => mask(error, id)) }
          : undefined,
    },
    sockets,
  );

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const isGraphql = request.url?.split('?', 1)[0] === '/graphql';
    if (!isGraphql || !isOwnOrigin(request.headers, platform.config.publicUrl)) {
      socket.end(`HTTP/1.1 ${isGraphql ? '403 Forbidden' : '404 Not Found'}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit('connection', webSocket, request));
  };
  server.on('upgrade', upgrade);

  return async () => {
    server.off('upgrade', upgrade);
    await graphql.dispose();
  };
}
