import type { IncomingHttpHeaders } from 'node:http';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that rests on the session cookie may have effects. A page of another site can make a browser send
 * the cookie of a lax configuration, but it cannot add one of these headers without a preflight, which is refused here.
 */
export function isSameSiteRequest(method: string, headers: IncomingHttpHeaders): boolean {
  if (SAFE_METHODS.has(method)) return true;
  return headers['x-ecgraph-csrf'] !== undefined || headers['apollo-require-preflight'] !== undefined;
}

/** Whether a websocket comes from a page of this server, or from a program (which sends no origin). Browsers apply no same-origin rule to websockets. */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders, publicUrl: string | null): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === (publicUrl === null ? host : new URL(publicUrl).host);
}
