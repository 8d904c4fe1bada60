import type { PrincipalResolvers } from '../generated/resolvers.ts';

export const principal: PrincipalResolvers = {
  tenant: ({ tenantId }, _args, { loaders }) => loaders.tenant.load(tenantId),
};
