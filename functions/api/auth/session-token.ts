import { createHmac, timingSafeEqual } from 'node:crypto';

/** A signed-in console, as its cookie holds it. Times are milliseconds since 1970. */
export interface ConsoleSession {
  readonly apiKeyId: string;
  readonly startedAtMs: number;
  readonly expiresAtMs: number;
}

/** A session ends an hour after its last renewal … */
const IDLE_MS = 60 * 60_000;
/** … and for good after one shift. */
const LONGEST_MS = 12 * 60 * 60_000;

function signature(body: string, secret: Buffer): Buffer {
  return createHmac('sha256', secret).update(`session\n${body}`).digest();
}

/** A fresh session of a key. */
export function beginSession(apiKeyId: string, nowMs: number): ConsoleSession {
  return { apiKeyId, startedAtMs: nowMs, expiresAtMs: nowMs + IDLE_MS };
}

/** The same session with a later end, once half of its time is over; null while it is still fresh or at its longest. */
export function renewSession(session: ConsoleSession, nowMs: number): ConsoleSession | null {
  const expiresAtMs = Math.min(nowMs + IDLE_MS, session.startedAtMs + LONGEST_MS);
  const isFresh = session.expiresAtMs - nowMs > IDLE_MS / 2;
  return isFresh || expiresAtMs <= session.expiresAtMs ? null : { ...session, expiresAtMs };
}

/** The session as text with its HMAC-SHA256, for a cookie. */
export function sealSession(session: ConsoleSession, secret: Buffer): string {
  const body = Buffer.from(JSON.stringify(session)).toString('base64url');
  return `${body}.${signature(body, secret).toString('base64url')}`;
}

/** The session that `sealSession` sealed; null when it was altered, sealed with another secret, or has ended. */
export function openSession(token: string, secret: Buffer, nowMs: number): ConsoleSession | null {
  const [body, mac, ...rest] = token.split('.');
  if (body === undefined || mac === undefined || rest.length > 0) return null;
  const given = Buffer.from(mac, 'base64url');
  const expected = signature(body, secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const session = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as ConsoleSession;
  return session.expiresAtMs > nowMs ? session : null;
}
