import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config.ts';
import type { Caller } from '../../record/caller.ts';
import { identify } from '../auth/authenticate.ts';
import { isSameSiteRequest } from '../auth/cross-site.ts';
import { isAllowed, type Permission } from '../auth/policy.ts';
import { sessionCookie } from '../auth/session-cookie.ts';
import { renewSession, sealSession } from '../auth/session-token.ts';
import type { ApiServices } from '../context.ts';
import { sendForbidden, sendUnauthenticated } from './problem-reply.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; null for nobody known. Set by `identifyRequest` only. */
    caller: Caller | null;
  }
}

/** Declares the caller on every request of the server. */
export function declareCaller(app: FastifyInstance): void {
  app.decorateRequest('caller', null);
}

/** Whether cookies may be limited to TLS: they are, wherever callers reach this server by it, be it through a proxy. */
export function isSecure(request: FastifyRequest, { publicUrl }: Config): boolean {
  return publicUrl === null ? request.protocol === 'https' : publicUrl.startsWith('https:');
}

/**
 * A hook that finds out who calls and keeps a console session alive while it is used. A cookie on a request with
 * effects counts only with a header that other sites cannot send.
 */
export function identifyRequest({ platform, signingKey }: ApiServices) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const now = Date.now();
    const identity = await identify(platform, request.headers, signingKey, now);
    if (identity === null) return;
    const { caller, session } = identity;
    if (session && !isSameSiteRequest(request.method, request.headers)) return;
    request.caller = caller;
    const renewed = session && renewSession(session, now);
    if (!renewed) return;
    reply.header(
      'set-cookie',
      sessionCookie(sealSession(renewed, signingKey), renewed.expiresAtMs, isSecure(request, platform.config)),
    );
  };
}

/** A hook, after `identifyRequest`, that answers 401 to callers nobody knows and 403 to those without the permission. */
export function requirePermission(permission: Permission) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (!request.caller) return sendUnauthenticated(reply);
    return isAllowed(request.caller.roles, permission) ? undefined : sendForbidden(reply);
  };
}

/** The caller of a request behind `requirePermission`; throws where a route forgot that hook. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error('a route without the permission hook');
  return request.caller;
}
