import { listStudies } from '../../record/list-studies.ts';
import type { PatientResolvers } from '../generated/resolvers.ts';
import { present } from './arguments.ts';
import { valueOrInputError } from './problem.ts';

export const patient: PatientResolvers = {
  studies: async ({ recordNumber }, { first, after }, { platform, caller }) => {
    const filter = { recordNumber };
    const page = await listStudies(platform, caller, { first, ...present({ after }), filter });
    return { ...valueOrInputError(page), filter };
  },
};
