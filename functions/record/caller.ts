import type { Role } from '../platform/database/generated/client.ts';

/** Who asks. Every service answers from this tenant's rows only. */
export interface Caller {
  readonly tenantId: string;
  /** Null for the product itself. */
  readonly principalId: string | null;
  /** The key that was shown; null for the product itself. */
  readonly apiKeyId: string | null;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Thrown when the caller's roles do not allow a service. */
export class ForbiddenError extends Error {
  override readonly name = 'ForbiddenError';
}

/** Throws ForbiddenError unless the caller has one of the roles, or is an administrator. */
export function requireRole(caller: Caller, ...roles: readonly Role[]): void {
  if (!caller.roles.some((role) => role === 'admin' || roles.includes(role))) {
    throw new ForbiddenError('the caller has none of the roles that allow this');
  }
}
