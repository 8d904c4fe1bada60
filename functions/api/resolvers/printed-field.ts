import type { PrintedFieldResolvers } from '../generated/resolvers.ts';

export const printedField: PrintedFieldResolvers = {
  box: ({ box }) => box as number[] | null,
  cropUrl: ({ box, studyId, name }, _args, { baseUrl }) =>
    box === null ? null : `${baseUrl}/studies/${studyId}/fields/${encodeURIComponent(name)}.png`,
};
