import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type GraphQLSchema, parse, validate } from 'graphql';
import type { Caller } from '../../record/caller.ts';
import { receiveFile } from '../../record/receive-upload.ts';
import { isAllowed } from '../auth/policy.ts';
import type { ApiServices } from '../context.ts';
import { DEFAULT_LIMITS } from '../graphql/limits.ts';
import { type GraphqlBody, MultipartError, readMultipart } from './multipart.ts';
import { sendForbidden, sendUnauthenticated } from './problem-reply.ts';
import { StoredFile } from './stored-file.ts';

const TYPE = 'multipart/form-data';

const PREFLIGHT_REQUIRED = {
  code: 'PREFLIGHT_REQUIRED',
  message: 'A multipart request needs a header that other sites cannot send.',
  hint: 'Add the header `apollo-require-preflight: true`.',
};

function isValidOperation(schema: GraphQLSchema, query: string): boolean {
  try {
    return validate(schema, parse(query, { maxTokens: DEFAULT_LIMITS.tokens })).length === 0;
  } catch {
    return false;
  }
}

/**
 * Lets `/graphql` take multipart requests: the file goes to the blob store, then the operation goes on as if it had
 * come as JSON. Callers that may not send reports, and requests that a page of another site could cause (a form needs
 * no preflight), are refused before a byte is read; operations that are not in the contract before a byte is stored.
 */
export function takeMultipart(app: FastifyInstance, schema: GraphQLSchema, { platform }: ApiServices): void {
  const store = (caller: Caller) => async (body: Readable, operation: GraphqlBody) => {
    if (!isValidOperation(schema, operation.query)) throw new MultipartError('The operation is not valid.');
    return new StoredFile(await receiveFile(platform, caller, body, platform.config));
  };
  app.addContentTypeParser(TYPE, (_request, payload, done) => done(null, payload));
  app.addHook('preHandler', async (request: FastifyRequest, reply: FastifyReply) => {
    if (!request.headers['content-type']?.startsWith(TYPE)) return;
    if (!request.caller) return sendUnauthenticated(reply);
    if (!isAllowed(request.caller.roles, 'report.send')) return sendForbidden(reply);
    if (!request.headers['apollo-require-preflight']) return reply.code(400).send(PREFLIGHT_REQUIRED);
    try {
      request.body = await readMultipart(request.raw, store(request.caller));
    } catch (error) {
      if (!(error instanceof MultipartError)) throw error;
      const hint = 'Send the parts operations, map and one file, in this order.';
      return reply.code(400).send({ code: 'MULTIPART_INVALID', message: error.message, hint });
    }
  });
}
