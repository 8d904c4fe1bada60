import { GraphQLError } from 'graphql';

/** The error of a caller without a valid key or session: HTTP 401, code `UNAUTHENTICATED`. */
export function unauthenticated(): GraphQLError {
  return new GraphQLError('This needs an API key or a signed-in session.', {
    extensions: {
      code: 'UNAUTHENTICATED',
      hint: 'Send the header `Authorization: Bearer <key>`, or sign in.',
      http: { status: 401, headers: new Map([['www-authenticate', 'Bearer']]) },
    },
  });
}

/** The error of a caller whose roles do not carry the permission (named where it is known): code `FORBIDDEN`. */
export function forbidden(permission?: string): GraphQLError {
  const hint = 'Ask an administrator for a key with the role.';
  return new GraphQLError('The roles of this key do not allow this.', {
    extensions: { code: 'FORBIDDEN', hint: permission ? `It takes the permission ${permission}. ${hint}` : hint },
  });
}
