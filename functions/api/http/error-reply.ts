import type { FastifyError, FastifyInstance } from 'fastify';
import type { Log } from '../../platform/log.ts';

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

const REFUSALS: Readonly<Record<number, Refusal>> = {
  413: { code: 'REQUEST_TOO_LARGE', message: 'The request is larger than 1 MB.', hint: 'Send files by createUpload.' },
  415: {
    code: 'REQUEST_TYPE_UNSUPPORTED',
    message: 'Requests of this type are not read here.',
    hint: 'Send application/json.',
  },
  429: { code: 'TOO_MANY_ATTEMPTS', message: 'There were too many attempts.', hint: 'Wait a minute.' },
};
const UNREADABLE: Refusal = {
  code: 'REQUEST_INVALID',
  message: 'The request cannot be read.',
  hint: 'Check its address, its headers and that its body is JSON.',
};

/** Answers errors of the HTTP layer in the form of all problems; unexpected ones are masked and logged with the request id. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { id: requestId } = request;
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(REFUSALS[status] ?? UNREADABLE);
    if (!request.raw.complete) {
      // The sender went away in the middle; nobody hears the answer, and nothing of ours is wrong.
      log.info({ requestId, route: request.routeOptions.url }, 'the sender went away');
      return reply.code(400).send(UNREADABLE);
    }
    log.error({ requestId, route: request.routeOptions.url, err: error }, 'unexpected error');
    const hint = 'Retry; quote the request id if it happens again.';
    return reply.code(500).send({ code: 'INTERNAL', message: 'Something went wrong on our side.', hint, requestId });
  });
}
