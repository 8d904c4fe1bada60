import type { EventResolvers } from '../generated/resolvers.ts';

export const event: EventResolvers = {
  id: ({ id }) => String(id),
  study: ({ studyId }, _args, { loaders }) => (studyId === null ? null : loaders.study.load(studyId)),
};
