import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { unauthenticated } from '../auth/refusal.ts';
import { type ApiContext, type ApiServices, createContext } from '../context.ts';
import { baseUrlOf } from './base-url.ts';
import { takeMultipart } from './multipart-upload.ts';
import { identifyRequest } from './request-identity.ts';

/** Largest JSON body of an operation. Files do not come in it. */
const BODY_LIMIT_BYTES = 1_000_000;

interface GraphqlRoute {
  readonly apollo: ApolloServer<ApiContext>;
  readonly schema: GraphQLSchema;
  readonly services: ApiServices;
}

/**
 * `/graphql`: POST with JSON, preflighted GET, and multipart for `uploadReport`. Nothing is answered to callers that are
 * not known, not even the schema.
 */
export async function graphqlRoute(app: FastifyInstance, { apollo, schema, services }: GraphqlRoute): Promise<void> {
  app.addHook('onRequest', identifyRequest(services));
  takeMultipart(app, schema, services);
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: BODY_LIMIT_BYTES,
    handler: fastifyApolloHandler(apollo, {
      context: async (request: FastifyRequest) => {
        if (!request.caller) throw unauthenticated();
        const baseUrl = baseUrlOf(request, services.platform.config);
        return createContext(services, request.caller, { requestId: request.id, baseUrl });
      },
    }),
  });
}
