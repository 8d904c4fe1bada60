import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { DocumentNode, ValidationContext, ValidationRule } from 'graphql';

/** The most that one operation may ask for; every answer states its cost in `extensions.cost`. */
export interface OperationLimits {
  /** Levels of nesting. */
  readonly depth: number;
  /** Static cost: objects count 2, scalars 1, each level weighs 1.5 times the one above, a literal `first` multiplies. */
  readonly cost: number;
  readonly aliases: number;
  readonly tokens: number;
}

/** Room for the console's widest query with a margin; abuse ends far above it. */
export const DEFAULT_LIMITS: OperationLimits = { depth: 10, cost: 20_000, aliases: 20, tokens: 2000 };

/** Rules that refuse an operation above the limits, for every transport, and a way to ask what one costs. */
export interface OperationGuard {
  readonly limits: OperationLimits;
  readonly validationRules: ValidationRule[];
  /** Static cost of a document that passed the rules; null before it was validated. */
  readonly costOf: (document: DocumentNode) => number | null;
}

/** Makes the guard of the limits. */
export function createOperationGuard(limits: OperationLimits = DEFAULT_LIMITS): OperationGuard {
  const costs = new WeakMap<DocumentNode, number>();
  const keepCost = (context: ValidationContext | null, details: { n: number }) => {
    if (context) costs.set(context.getDocument(), Math.ceil(details.n));
  };
  const armor = new ApolloArmor({
    maxDepth: { n: limits.depth, flattenFragments: true },
    costLimit: {
      maxCost: limits.cost,
      objectCost: 2,
      scalarCost: 1,
      depthCostFactor: 1.5,
      flattenFragments: true,
      onAccept: [keepCost],
    },
    maxAliases: { n: limits.aliases },
    // The parser of graphql-js counts tokens itself (`maxTokens`), for both transports.
    maxTokens: { enabled: false },
    maxDirectives: { n: 20 },
    blockFieldSuggestion: { enabled: false },
  });
  const { validationRules } = armor.protect();
  return { limits, validationRules, costOf: (document) => costs.get(document) ?? null };
}
