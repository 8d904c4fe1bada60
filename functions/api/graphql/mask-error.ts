import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Log } from '../../platform/log.ts';
import { ForbiddenError } from '../../record/caller.ts';
import { forbidden } from '../auth/refusal.ts';

/** What a caller may be told as it is: refusals and mistakes in the operation itself, never text from inside. */
const TELLABLE: ReadonlySet<unknown> = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'COST_LIMIT_EXCEEDED',
  ApolloServerErrorCode.BAD_REQUEST,
  ApolloServerErrorCode.BAD_USER_INPUT,
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
]);

/**
 * Replaces unexpected errors by a sentence and the request id, so that no row, path or patient's data leaves in an
 * error text. The log gets the class of the error and where it was thrown; its message may quote values and stays out.
 */
export function maskError(
  formatted: GraphQLFormattedError,
  error: unknown,
  requestId: string,
  log: Log,
): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof ForbiddenError) return { ...forbidden().toJSON(), ...pathOf(formatted) };
  const code = formatted.extensions?.['code'];
  const isOurs =
    original instanceof GraphQLError || (error instanceof GraphQLError && error.originalError === undefined);
  if (isOurs && TELLABLE.has(code)) return formatted;
  log.error({ requestId, path: formatted.path, err: original }, 'unexpected error in an operation');
  return {
    message: 'Something went wrong on our side.',
    ...pathOf(formatted),
    extensions: { code: 'INTERNAL', hint: 'Retry; quote the request id if it happens again.', requestId },
  };
}

function pathOf(formatted: GraphQLFormattedError): Pick<GraphQLFormattedError, 'path'> {
  return formatted.path ? { path: formatted.path } : {};
}
