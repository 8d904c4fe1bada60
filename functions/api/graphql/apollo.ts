import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Log } from '../../platform/log.ts';
import type { ApiContext } from '../context.ts';
import type { OperationGuard } from './limits.ts';
import { maskError } from './mask-error.ts';

/** Refuses what costs too much, and states the cost of the rest, so that integrators see how far the limit is. */
function costLimit(guard: OperationGuard): ApolloServerPlugin<ApiContext> {
  return {
    async requestDidStart() {
      let cost: number | null = null;
      return {
        async didResolveOperation({ document, operationName, request }) {
          const charged = guard.charge({ document, operationName, variables: request.variables });
          if (charged instanceof GraphQLError) throw charged;
          cost = charged;
        },
        async willSendResponse({ response }) {
          if (cost === null || response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          singleResult.extensions = { ...singleResult.extensions, cost };
        },
      };
    },
  };
}

/** Masks unexpected errors with the id of the request that met them. */
function errorMask(log: Log): ApolloServerPlugin<ApiContext> {
  return {
    async requestDidStart({ contextValue }) {
      return {
        async willSendResponse({ errors, response }) {
          if (!errors || response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          const formatted = singleResult.errors ?? [];
          singleResult.errors = formatted.map((each, index) =>
            maskError(each, errors[index], contextValue.requestId, log),
          );
        },
      };
    },
  };
}

/** The GraphQL server: one operation a request, POST or preflighted GET, no landing page, masked errors, limits. */
export function createApollo(schema: GraphQLSchema, guard: OperationGuard, log: Log): ApolloServer<ApiContext> {
  return new ApolloServer<ApiContext>({
    schema,
    parseOptions: { maxTokens: guard.limits.tokens },
    validationRules: guard.validationRules,
    plugins: [ApolloServerPluginLandingPageDisabled(), costLimit(guard), errorMask(log)],
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
}
