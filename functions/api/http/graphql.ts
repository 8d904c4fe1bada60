import type { Readable } from 'node:stream';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type GraphQLSchema, parse, validate } from 'graphql';
import type { Caller } from '../../record/caller.ts';
import { receiveFile } from '../../record/receive-upload.ts';
import { isAllowed } from '../auth/policy.ts';
import { unauthenticated } from '../auth/refusal.ts';
import type { ApiContext, ApiServices } from '../context.ts';
import { createContext } from '../context.ts';
import { baseUrlOf } from './base-url.ts';
import { type GraphqlBody, MultipartError, readMultipart } from './multipart.ts';
import { sendForbidden, sendUnauthenticated } from './problem-reply.ts';
import { identifyRequest } from './request-identity.ts';
import { StoredFile } from './stored-file.ts';

/** Largest JSON body of an operation. Files do not come in it. */
const BODY_LIMIT_BYTES = 1_000_000;

interface GraphqlRoute {
  readonly apollo: ApolloServer<ApiContext>;
  readonly schema: GraphQLSchema;
  readonly services: ApiServices;
}

function isValidOperation(schema: GraphQLSchema, query: string): boolean {
  try {
    return validate(schema, parse(query)).length === 0;
  } catch {
    return false;
  }
}

/** `/graphql`: POST with JSON, preflighted GET, and multipart for `uploadReport`. Nothing is answered to callers that are not known, not even the schema. */
export async function graphqlRoute(app: FastifyInstance, { apollo, schema, services }: GraphqlRoute): Promise<void> {
  const { platform } = services;
  app.addHook('onRequest', identifyRequest(services));
  app.addContentTypeParser('multipart/form-data', (_request, payload, done) => done(null, payload));

  const store = (caller: Caller) => async (body: Readable, operation: GraphqlBody) => {
    if (!isValidOperation(schema, operation.query)) throw new MultipartError('The operation is not valid.');
    return new StoredFile(await receiveFile(platform, caller, body, platform.config));
  };

  app.addHook<{ Body: unknown }>('preHandler', async (request, reply) => {
    if (!request.headers['content-type']?.startsWith('multipart/form-data')) return;
    const { caller } = request;
    if (!caller) return sendUnauthenticated(reply);
    if (!isAllowed(caller.roles, 'report.send')) return sendForbidden(reply);
    if (!request.headers['apollo-require-preflight']) {
      return reply.code(400).send({
        code: 'PREFLIGHT_REQUIRED',
        message: 'A multipart request needs a header that other sites cannot send.',
        hint: 'Add the header `apollo-require-preflight: true`.',
      });
    }
    try {
      request.body = await readMultipart(request.raw, store(caller));
    } catch (error) {
      if (!(error instanceof MultipartError)) throw error;
      return reply.code(400).send({
        code: 'MULTIPART_INVALID',
        message: error.message,
        hint: 'Send the parts operations, map and one file, in this order.',
      });
    }
  });

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: BODY_LIMIT_BYTES,
    handler: fastifyApolloHandler(apollo, {
      context: async (request: FastifyRequest) => {
        if (!request.caller) throw unauthenticated();
        return createContext(services, request.caller, {
          requestId: request.id,
          baseUrl: baseUrlOf(request, platform.config),
        });
      },
    }),
  });
}
