import { GraphQLError, GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import type { Resolvers } from '../generated/resolvers.ts';
import { StoredFile } from '../http/stored-file.ts';

/** A date and time without zone: a `Date` whose UTC fields hold what the device printed. */
const localDateTime = new GraphQLScalarType({
  name: 'LocalDateTime',
  serialize: (value) => (value instanceof Date ? value.toISOString().slice(0, 19) : String(value)),
});

/** Takes only what the multipart reader put in place, so that no caller can claim a file by writing one down. */
const upload = new GraphQLScalarType<StoredFile, never>({
  name: 'Upload',
  parseValue(value) {
    if (value instanceof StoredFile) return value;
    throw new GraphQLError('A file comes as a part of a multipart request.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  },
  parseLiteral() {
    throw new GraphQLError('A file is given as a variable.', { extensions: { code: 'BAD_USER_INPUT' } });
  },
});

/** The scalars of the contract. */
export const scalars: Pick<Resolvers, 'DateTime' | 'LocalDateTime' | 'JSON' | 'Upload'> = {
  DateTime: GraphQLDateTime,
  LocalDateTime: localDateTime,
  JSON: GraphQLJSON,
  Upload: upload,
};
