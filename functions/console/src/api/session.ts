/** The signed-in caller as the server describes it. */
export interface Session {
  readonly name: string;
  readonly tenantName: string;
  readonly roles: readonly string[];
}

/** Sent with every request that relies on the cookie: a foreign page cannot add it without the server's leave. */
export const CSRF_HEADERS = { 'x-ecgraph-csrf': '1', 'apollo-require-preflight': 'true' } as const;

const VIEWER = '{ viewer { name roles tenant { name } } }';

/** The session of the cookie; null when there is none. Throws when the server does not answer. */
export async function readSession(): Promise<Session | null> {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', ...CSRF_HEADERS },
    body: JSON.stringify({ query: VIEWER }),
  });
  const body = (await response.json().catch(() => null)) as {
    data?: { viewer?: { name: string; roles: string[]; tenant: { name: string } } };
  } | null;
  const viewer = body?.data?.viewer;
  return viewer ? { name: viewer.name, roles: viewer.roles, tenantName: viewer.tenant.name } : null;
}

/** Exchanges a key for a session cookie. Answers with the session, or with a sentence that says why not. */
export async function signIn(key: string): Promise<Session | string> {
  const response = await fetch('/session', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', ...CSRF_HEADERS },
    body: JSON.stringify({ key }),
  });
  if (response.status === 429) return 'Too many attempts. Wait a minute.';
  if (!response.ok) return 'This key is not known here, or it has ended.';
  return (await readSession()) ?? 'The browser did not keep the session cookie.';
}

/** Ends the session on the server and in the browser. */
export async function signOut(): Promise<void> {
  await fetch('/session', { method: 'DELETE', credentials: 'same-origin', headers: CSRF_HEADERS });
}
