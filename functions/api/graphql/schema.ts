import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { defaultFieldResolver, type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import { isAllowed, type Permission, permissionOfField } from '../auth/policy.ts';
import { forbidden } from '../auth/refusal.ts';
import type { ApiContext } from '../context.ts';
import { resolvers } from '../resolvers/index.ts';

/** The contract, as written. */
export const SCHEMA_FILE = new URL('../../../schema.graphql', import.meta.url);

/** Wraps a field so that it is resolved, or subscribed to, only for callers with the permission. */
function guardField(field: GraphQLField<unknown, ApiContext>, permission: Permission): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  const check = (context: ApiContext) => {
    if (!isAllowed(context.caller.roles, permission)) throw forbidden(permission);
  };
  field.resolve = (parent, args, context, info) => {
    check(context);
    return resolve(parent, args, context, info);
  };
  if (!subscribe) return;
  field.subscribe = (parent, args, context, info) => {
    check(context);
    return subscribe(parent, args, context, info);
  };
}

/**
 * The executable schema: `schema.graphql` with its resolvers, every field behind the permission that the policy gives it.
 * Throws when a field of a root type has no permission, so that a new one cannot be open by oversight.
 */
export function createSchema(): GraphQLSchema {
  const schema = makeExecutableSchema<ApiContext>({ typeDefs: readFileSync(SCHEMA_FILE, 'utf8'), resolvers });
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const permission = permissionOfField(type.name, field.name);
      if (permission) guardField(field, permission);
    }
  }
  return schema;
}
