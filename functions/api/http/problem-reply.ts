import type { FastifyReply } from 'fastify';
import type { Problem, ProblemCode } from '../../problems.ts';

const STATUS: Partial<Record<ProblemCode, number>> = {
  NOT_FOUND: 404,
  FILE_TOO_LARGE: 413,
  UPLOAD_EXPIRED: 410,
  IDEMPOTENCY_CONFLICT: 409,
  STALE_REVISION: 409,
  PAGE_NOT_REDACTED: 409,
};

/** Answers with an expected failure: code, message and hint as JSON, under the HTTP status that fits. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(STATUS[problem.code] ?? 422).send({ ...problem });
}

/** Answers that nobody known calls. */
export function sendUnauthenticated(reply: FastifyReply): FastifyReply {
  return reply.code(401).header('www-authenticate', 'Bearer').send({
    code: 'UNAUTHENTICATED',
    message: 'This needs an API key or a signed-in session.',
    hint: 'Send `Authorization: Bearer <key>`, or sign in.',
  });
}

/** Answers that the caller's roles do not suffice. */
export function sendForbidden(reply: FastifyReply): FastifyReply {
  return reply.code(403).send({
    code: 'FORBIDDEN',
    message: 'The roles of this key do not allow this.',
    hint: 'Ask an administrator for a key.',
  });
}
