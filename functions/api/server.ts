import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { listen } from '../platform/listen.ts';
import type { Platform } from '../platform/open-platform.ts';
import type { ApiServices } from './context.ts';
import { createApollo } from './graphql/apollo.ts';
import { createOperationGuard } from './graphql/limits.ts';
import { createSchema } from './graphql/schema.ts';
import { answerErrors } from './http/error-reply.ts';
import { graphqlRoute } from './http/graphql.ts';
import { healthRoutes } from './http/health.ts';
import { metricsRoute } from './http/metrics.ts';
import { declareCaller } from './http/request-identity.ts';
import { secureAnswers } from './http/security-headers.ts';
import { sessionRoutes } from './http/sessions.ts';
import { staticPages } from './http/static-pages.ts';
import { studyFileRoutes } from './http/study-files.ts';
import { serveSubscriptions } from './http/subscriptions.ts';
import { uploadRoutes } from './http/uploads.ts';
import { readModelCards } from './model-cards.ts';
import { readSigningKey } from './signing-key.ts';

/** Time for one whole request: 50 MB at 1.3 Mbit/s. */
const REQUEST_TIMEOUT_MS = 300_000;

/** A running API. */
export interface Api {
  /** Where it answers, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Finishes what is being answered, then stops listening. The platform stays open: it belongs to the caller. */
  close(): Promise<void>;
}

/**
 * Starts the API, the console and GraphiQL on one port of `platform.config`: GraphQL over HTTP and websocket, uploads,
 * files of studies, health and metrics. Throws ConfigError when the port cannot be had.
 */
export async function startApi(platform: Platform): Promise<Api> {
  const { config, log } = platform;
  const services: ApiServices = {
    platform,
    signingKey: readSigningKey(config.signingKeyFile),
    models: readModelCards(config.modelsDir),
  };
  const schema = createSchema();
  const guard = createOperationGuard(schema);
  const apollo = createApollo(schema, guard, log);
  await apollo.start();

  // Requests are not logged by the framework: addresses may hold record numbers, and it logs addresses.
  const app = Fastify({
    logger: false,
    genReqId: () => randomUUID(),
    requestTimeout: REQUEST_TIMEOUT_MS,
    bodyLimit: 1_000_000,
  });
  secureAnswers(app);
  declareCaller(app);
  answerErrors(app, log);
  await app.register(healthRoutes, services);
  await app.register(metricsRoute, services);
  await app.register(sessionRoutes, services);
  await app.register(uploadRoutes, services);
  await app.register(studyFileRoutes, services);
  await app.register(graphqlRoute, { apollo, schema, services });
  await app.register(staticPages);
  const closeSubscriptions = serveSubscriptions(app.server, schema, guard, services);

  await listen(app, config.host, config.port);
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    url: `http://${host}:${port}`,
    close: async () => {
      await closeSubscriptions();
      await app.close();
      await apollo.stop();
    },
  };
}
