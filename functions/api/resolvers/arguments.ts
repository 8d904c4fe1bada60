import { GraphQLError } from 'graphql';

type Present<T> = { [K in keyof T]?: Exclude<T[K], null | undefined> };

/** The given arguments alone: GraphQL's explicit nulls and absent ones are both left out. */
export function present<T extends object>(args: T): Present<T> {
  return Object.fromEntries(
    Object.entries(args).filter(([, value]) => value !== null && value !== undefined),
  ) as Present<T>;
}

/** An event id as a number; throws BAD_USER_INPUT for anything else. */
export function eventId(text: string): bigint {
  if (/^\d{1,18}$/.test(text)) return BigInt(text);
  throw new GraphQLError('An event id is a whole number.', { extensions: { code: 'BAD_USER_INPUT' } });
}
