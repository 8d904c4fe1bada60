import type { Alternative } from '../../read/types.ts';
import { mayKnowIdentity } from '../auth/policy.ts';
import type { PrintedFieldResolvers } from '../generated/resolvers.ts';
import { isHidden } from '../hidden-fields.ts';

export const printedField: PrintedFieldResolvers = {
  value: (field, _args, { caller }) => (isHidden(caller, field) ? null : field.value),
  text: (field, _args, { caller }) => (field.identifying && !mayKnowIdentity(caller) ? null : field.text),
  reason: (field, _args, { caller }) => (field.value !== null && isHidden(caller, field) ? 'hidden' : field.reason),
  alternatives: (field, _args, { caller }) =>
    isHidden(caller, field) ? [] : ((field.alternatives as unknown as Alternative[] | null) ?? []),
  box: ({ box }) => box as number[] | null,
  cropUrl: async ({ box, studyId, revision, name, identifying }, _args, { baseUrl, caller, loaders }) => {
    if (box === null) return null;
    // What would be blank, or is refused since the page is not blanked yet, has no address.
    const isShown = mayKnowIdentity(caller) || (!identifying && (await loaders.redaction.load({ studyId, revision })));
    return isShown ? `${baseUrl}/studies/${studyId}/fields/${encodeURIComponent(name)}.png?revision=${revision}` : null;
  },
};
