const NAME = 'ecgraph_session';

/** The sealed session in a request's Cookie header; null when there is none. */
export function readSessionCookie(header: string | undefined): string | null {
  for (const pair of header?.split(';') ?? []) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === NAME && value) return value;
  }
  return null;
}

/**
 * The Set-Cookie header that keeps a sealed session (base64url and dots, so nothing needs quoting): out of reach of
 * scripts, and never sent along from another site.
 */
export function sessionCookie(token: string, expiresAtMs: number, secure: boolean): string {
  const expires = new Date(expiresAtMs).toUTCString();
  return `${NAME}=${token}; Path=/; Expires=${expires}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

/** The Set-Cookie header that removes the session. */
export function clearedSessionCookie(secure: boolean): string {
  return sessionCookie('', 0, secure);
}
