import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { authenticate } from '../../record/api-keys.ts';
import { isSameSiteRequest } from '../auth/cross-site.ts';
import { clearedSessionCookie, sessionCookie } from '../auth/session-cookie.ts';
import { beginSession, sealSession } from '../auth/session-token.ts';
import type { ApiServices } from '../context.ts';
import { sendUnauthenticated } from './problem-reply.ts';
import { isSecure } from './request-identity.ts';

const signIn = z.object({ key: z.string().min(1).max(200) });

/** `POST /session` exchanges an API key for a cookie that scripts cannot read; `DELETE /session` removes it. Ten attempts a minute. */
export async function sessionRoutes(app: FastifyInstance, { platform, signingKey }: ApiServices): Promise<void> {
  await app.register(rateLimit, { max: 10, timeWindow: '1 minute', global: false });

  app.post('/session', { config: { rateLimit: {} }, bodyLimit: 4096 }, async (request, reply) => {
    if (!isSameSiteRequest(request.method, request.headers)) return sendUnauthenticated(reply);
    const input = signIn.safeParse(request.body);
    const caller = input.success ? await authenticate(platform, input.data.key) : null;
    if (!caller?.apiKeyId) return sendUnauthenticated(reply);
    const session = beginSession(caller.apiKeyId, Date.now());
    reply.header(
      'set-cookie',
      sessionCookie(sealSession(session, signingKey), session.expiresAtMs, isSecure(request, platform.config)),
    );
    return reply.send({ name: caller.name, roles: caller.roles });
  });

  app.delete('/session', async (request, reply) => {
    if (!isSameSiteRequest(request.method, request.headers)) return sendUnauthenticated(reply);
    return reply
      .header('set-cookie', clearedSessionCookie(isSecure(request, platform.config)))
      .code(204)
      .send();
  });
}
