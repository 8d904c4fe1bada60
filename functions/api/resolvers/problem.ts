import { GraphQLError } from 'graphql';
import type { Problem, ProblemCode, Result } from '../../problems.ts';
import type { ProblemResolvers, StepProblem } from '../generated/resolvers.ts';

type Refusal = 'InvalidRequest' | 'NotFound' | 'Conflict';

const NOT_FOUND: ReadonlySet<ProblemCode> = new Set(['NOT_FOUND']);
const CONFLICT: ReadonlySet<ProblemCode> = new Set(['IDEMPOTENCY_CONFLICT', 'STALE_REVISION', 'STEP_NOT_RETRYABLE']);

function refusalOf(code: ProblemCode): Refusal {
  if (NOT_FOUND.has(code)) return 'NotFound';
  return CONFLICT.has(code) ? 'Conflict' : 'InvalidRequest';
}

/**
 * The problem as one of the union's types. Where a union lacks the fitting type (a new key cannot conflict), the
 * problem takes the one it has: the code tells what happened either way.
 */
export function refuse<T extends Refusal>(
  problem: Problem,
  ...types: readonly [T, ...T[]]
): Problem & { __typename: T } {
  const fitting = refusalOf(problem.code);
  return { ...problem, __typename: types.find((type) => type === fitting) ?? types[0] };
}

/** The value of a query that has no union to answer a problem with; throws a problem as BAD_USER_INPUT. */
export function valueOrInputError<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, message, hint } = result.problem;
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', problem: code, hint } });
}

/** A problem as a step stored it; null when there is none. */
export function storedProblem(stored: unknown): StepProblem | null {
  if (stored === null || stored === undefined) return null;
  const said = stored as Problem;
  return { ...said, candidates: [...(said.candidates ?? [])] };
}

/** Every problem of an answer names its own type. */
export const problemInterface: Pick<ProblemResolvers, '__resolveType'> = {
  __resolveType: (problem) => problem.__typename ?? 'InvalidRequest',
};
