import { ApolloArmor } from '@escape.tech/graphql-armor';
import { GraphQLError, type GraphQLSchema, type ValidationRule } from 'graphql';
import { type OperationRequest, operationCost } from './operation-cost.ts';

/** The most that one operation may ask for. */
export interface OperationLimits {
  /** Levels of nesting. */
  readonly depth: number;
  /** Fields that it may resolve, as `operationCost` counts them; every answer states its own in `extensions.cost`. */
  readonly cost: number;
  readonly aliases: number;
  readonly tokens: number;
}

/** Room for a full page of studies with all their parts; abuse ends far above it. */
export const DEFAULT_LIMITS: OperationLimits = { depth: 10, cost: 10_000, aliases: 20, tokens: 2000 };

/** Refuses operations above the limits, the same way for every transport. */
export interface OperationGuard {
  readonly limits: OperationLimits;
  /** Depth, aliases and directives: what the text alone tells. */
  readonly validationRules: ValidationRule[];
  /** The cost of an operation with its variables; the error COST_LIMIT_EXCEEDED above the limit. */
  readonly charge: (request: OperationRequest) => number | null | GraphQLError;
}

/** Makes the guard of the limits. */
export function createOperationGuard(schema: GraphQLSchema, limits: OperationLimits = DEFAULT_LIMITS): OperationGuard {
  const armor = new ApolloArmor({
    maxDepth: { n: limits.depth, flattenFragments: true },
    maxAliases: { n: limits.aliases },
    maxDirectives: { n: 20 },
    // Its cost does not see variables, so a page's size could hide in one.
    costLimit: { enabled: false },
    // The parser of graphql-js counts tokens itself (`maxTokens`), for both transports.
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  });
  return {
    limits,
    validationRules: armor.protect().validationRules,
    charge: (request) => {
      const cost = operationCost(schema, request);
      if (cost === null || cost <= limits.cost) return cost;
      return new GraphQLError(`The operation may resolve ${cost} fields; the limit is ${limits.cost}.`, {
        extensions: {
          code: 'COST_LIMIT_EXCEEDED',
          hint: 'Ask for smaller pages or fewer fields.',
          http: { status: 400 },
        },
      });
    },
  };
}
