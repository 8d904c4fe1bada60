import { firstDependentStep } from '../../pipeline.ts';
import { createApiKey, revokeApiKey } from '../../record/api-keys.ts';
import { correctField } from '../../record/correct-field.ts';
import { openUpload } from '../../record/open-upload.ts';
import { retryStep } from '../../record/retry-step.ts';
import { stateReading } from '../../record/state-reading.ts';
import { submitReport } from '../../record/submit-report.ts';
import { signedUploadUrl } from '../auth/upload-signature.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';
import { principalOfRow } from '../views.ts';
import { present } from './arguments.ts';
import { refuse } from './problem.ts';

export const mutation: Required<MutationResolvers> = {
  createUpload: async (_parent, { input }, { platform, caller, signingKey, baseUrl }) => {
    const opened = await openUpload(
      platform,
      caller,
      { byteLength: input.byteLength, ...present(input) },
      platform.config,
    );
    if (!opened.ok) return refuse(opened.problem, 'InvalidRequest', 'Conflict');
    const { id, expiresAt } = opened.value;
    return {
      __typename: 'UploadTicket',
      id,
      url: `${baseUrl}${signedUploadUrl(id, expiresAt, signingKey)}`,
      headers: [{ name: 'content-type', value: 'application/octet-stream' }],
      expiresAt,
    };
  },

  submitReport: async (_parent, { input }, { platform, caller }) => {
    const report = present(input.report ?? {});
    const submitted = await submitReport(platform, caller, { uploadId: input.uploadId, report });
    if (!submitted.ok) return refuse(submitted.problem, 'InvalidRequest', 'NotFound', 'Conflict');
    return { __typename: 'Submission', ...submitted.value };
  },

  uploadReport: async (_parent, { file, input }, { platform, caller }) => {
    if (!file.upload.ok) return refuse(file.upload.problem, 'InvalidRequest');
    const uploadId = file.upload.value.id;
    const submitted = await submitReport(platform, caller, { uploadId, report: present(input ?? {}) });
    if (!submitted.ok) return refuse(submitted.problem, 'InvalidRequest', 'NotFound', 'Conflict');
    return { __typename: 'Submission', ...submitted.value };
  },

  retryStep: async (_parent, { input }, { platform, caller }) => {
    const retried = await retryStep(platform, caller, input);
    if (!retried.ok) return refuse(retried.problem, 'InvalidRequest', 'NotFound', 'Conflict');
    return { __typename: 'StudyChanged', ...retried.value };
  },

  correctField: async (_parent, { input }, { platform, caller }) => {
    const { reason, value = null, ...change } = input;
    const correction = { ...change, value, ...present({ reason }) };
    const corrected = await correctField(platform, caller, correction, firstDependentStep);
    if (!corrected.ok) return refuse(corrected.problem, 'InvalidRequest', 'NotFound', 'Conflict');
    return { __typename: 'StudyChanged', ...corrected.value };
  },

  stateReading: async (_parent, { input }, { platform, caller }) => {
    const { studyId, expectedRevision, ...given } = input;
    const { reason, idempotencyKey, blocks, ...reading } = present(given);
    const stated = { ...reading, ...(blocks ? { blocks: blocks.map((block) => present(block)) } : {}) };
    const change = { studyId, expectedRevision, reading: stated, ...present({ reason, idempotencyKey }) };
    const done = await stateReading(platform, caller, change);
    if (!done.ok) return refuse(done.problem, 'InvalidRequest', 'NotFound', 'Conflict');
    return { __typename: 'StudyChanged', ...done.value };
  },

  createApiKey: async (_parent, { input }, { platform, caller }) => {
    const { expiresAt, ...key } = input;
    const created = await createApiKey(platform, caller, { ...key, ...present({ expiresAt }) });
    if (!created.ok) return refuse(created.problem, 'InvalidRequest');
    return { __typename: 'CreatedApiKey', ...created.value, principal: principalOfRow(created.value.principal) };
  },

  revokeApiKey: async (_parent, { id }, { platform, caller }) => {
    const revoked = await revokeApiKey(platform, caller, id);
    return revoked.ok ? { __typename: 'RevokedApiKey', ...revoked.value } : refuse(revoked.problem, 'NotFound');
  },
};
