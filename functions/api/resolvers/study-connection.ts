import { countStudies } from '../../record/list-studies.ts';
import type { StudyConnectionResolvers } from '../generated/resolvers.ts';

export const studyConnection: StudyConnectionResolvers = {
  edges: ({ edges }) => edges.map(({ cursor, study }) => ({ cursor, node: study })),
  pageInfo: ({ hasNextPage, endCursor }) => ({ hasNextPage, endCursor }),
  totalCount: ({ filter }, _args, { platform, caller }) => countStudies(platform, caller, filter),
};
