import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isAllowed } from '../auth/policy.ts';
import type { ApiServices } from '../context.ts';
import { sendUnauthenticated } from './problem-reply.ts';
import { identifyRequest } from './request-identity.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** A reverse proxy on this machine also connects from loopback, but says whom it speaks for. */
function isFromThisMachine(request: FastifyRequest): boolean {
  return (
    LOOPBACK.has(request.ip) &&
    request.headers['x-forwarded-for'] === undefined &&
    request.headers.forwarded === undefined
  );
}

/** `/metrics` for Prometheus: to this machine, or to an administrator's key. Labels hold steps, states and codes, never patient data. */
export async function metricsRoute(app: FastifyInstance, services: ApiServices): Promise<void> {
  app.addHook('onRequest', identifyRequest(services));
  app.get('/metrics', async (request, reply) => {
    const isAdministrator = request.caller !== null && isAllowed(request.caller.roles, 'queue.read');
    if (!isAdministrator && !isFromThisMachine(request)) return sendUnauthenticated(reply);
    const { registry } = services.platform.metrics;
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
