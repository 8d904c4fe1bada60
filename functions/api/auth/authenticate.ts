import type { IncomingHttpHeaders } from 'node:http';
import { authenticate, resumeCaller } from '../../record/api-keys.ts';
import type { Caller } from '../../record/caller.ts';
import type { RecordStore } from '../../record/record-store.ts';
import { readSessionCookie } from './session-cookie.ts';
import { type ConsoleSession, openSession } from './session-token.ts';

/** Who a request comes from, and the session when it came with a cookie instead of a key. */
export interface Identity {
  readonly caller: Caller;
  readonly session: ConsoleSession | null;
}

/** The API key of a request: `Authorization: Bearer …` or `x-api-key`; null when there is none. */
export function readApiKey(headers: IncomingHttpHeaders): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const plain = headers['x-api-key'];
  return bearer ?? (typeof plain === 'string' && plain !== '' ? plain : null);
}

/**
 * Who sent these headers; null for nobody known. A key wins over a cookie, and a wrong key is not rescued by one.
 * A session lives no longer than the key it began with.
 */
export async function identify(
  record: RecordStore,
  headers: IncomingHttpHeaders,
  signingKey: Buffer,
  nowMs: number,
): Promise<Identity | null> {
  const key = readApiKey(headers);
  if (key !== null) {
    const caller = await authenticate(record, key);
    return caller && { caller, session: null };
  }
  const token = readSessionCookie(headers.cookie);
  const session = token === null ? null : openSession(token, signingKey, nowMs);
  if (session === null) return null;
  const caller = await resumeCaller(record, session.apiKeyId);
  return caller && { caller, session };
}
