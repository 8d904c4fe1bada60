import { layoutNames } from '../../digitize/layout/templates.ts';
import { eventsAfter } from '../../record/events.ts';
import { findPatient } from '../../record/find-patient.ts';
import { listStudies } from '../../record/list-studies.ts';
import { queueStatus } from '../../record/queue-status.ts';
import { noteView, readStudy } from '../../record/read-study.ts';
import { readUpload } from '../../record/read-upload.ts';
import { requireStudyReader } from '../auth/study-filter.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';
import { principalOf } from '../views.ts';
import { eventId, present } from './arguments.ts';
import { valueOrInputError } from './problem.ts';

export const query: Required<QueryResolvers> = {
  viewer: (_parent, _args, { caller }) => principalOf(caller),

  study: async (_parent, { id }, { platform, caller }) => {
    const study = await readStudy(platform, caller, id);
    if (study) await noteView(platform, caller, study.id);
    return study;
  },

  studies: async (_parent, { first, after, filter }, { platform, caller }) => {
    const given = present(filter ?? {});
    requireStudyReader(caller, given);
    const page = await listStudies(platform, caller, { first, ...present({ after }), filter: given });
    return { ...valueOrInputError(page), filter: given };
  },

  upload: (_parent, { id }, { platform, caller }) => readUpload(platform, caller, id),

  patient: (_parent, args, { platform, caller }) => findPatient(platform, caller, present(args)),

  events: async (_parent, { after, first, studyId }, { platform, caller }) => {
    const from = eventId(after);
    if (studyId && !(await readStudy(platform, caller, studyId))) return [];
    return eventsAfter(platform, caller, { after: from, first, ...present({ studyId }) });
  },

  models: (_parent, _args, { models }) => [...models],

  layouts: () => layoutNames(),

  queue: (_parent, _args, { platform, caller }) => queueStatus(platform, caller),
};
