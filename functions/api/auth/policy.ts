import type { Role } from '../../platform/database/generated/enums.ts';

/** What can be allowed. Each permission names its roles in `ROLES_WITH`; everything else asks by permission. */
export type Permission =
  | 'self.read'
  | 'report.send'
  | 'study.follow'
  | 'study.read'
  | 'identity.read'
  | 'study.correct'
  | 'reading.state'
  | 'step.retry'
  | 'queue.read'
  | 'key.manage';

const ROLES_WITH: Readonly<Record<Permission, readonly Role[]>> = {
  'self.read': ['uploader', 'reader', 'signer', 'admin'],
  'report.send': ['uploader', 'admin'],
  'study.follow': ['uploader', 'reader', 'signer', 'admin'],
  'study.read': ['reader', 'signer', 'admin'],
  'identity.read': ['signer', 'admin'],
  'study.correct': ['reader', 'signer', 'admin'],
  'reading.state': ['signer', 'admin'],
  'step.retry': ['uploader', 'reader', 'signer', 'admin'],
  'queue.read': ['admin'],
  'key.manage': ['admin'],
};

/** The permission of every field of the root types: a field that is missing here stops the start. */
const PERMISSION_OF_ROOT_FIELD: Readonly<Record<string, Permission>> = {
  'Query.viewer': 'self.read',
  'Query.study': 'study.follow',
  'Query.studies': 'study.follow',
  'Query.upload': 'report.send',
  'Query.patient': 'identity.read',
  'Query.events': 'study.follow',
  'Query.models': 'self.read',
  'Query.layouts': 'self.read',
  'Query.queue': 'queue.read',
  'Mutation.createUpload': 'report.send',
  'Mutation.submitReport': 'report.send',
  'Mutation.uploadReport': 'report.send',
  'Mutation.retryStep': 'step.retry',
  'Mutation.correctField': 'study.correct',
  'Mutation.stateReading': 'reading.state',
  'Mutation.createApiKey': 'key.manage',
  'Mutation.revokeApiKey': 'key.manage',
  'Subscription.studyChanged': 'study.follow',
  'Subscription.worklistChanged': 'study.follow',
};

/** What a sender may know of its own studies; every other field of a study takes `study.read`. */
const STUDY_FIELDS_TO_FOLLOW: ReadonlySet<string> = new Set([
  'id',
  'state',
  'acuity',
  'receivedAt',
  'updatedAt',
  'orderNumber',
  'site',
  'source',
  'page',
  'revision',
  'revisions',
  'steps',
  'problem',
]);

const ROOT_TYPES: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

/** The permission that a field takes beyond reaching its object; null where reaching it is enough. Throws for a root field without one. */
export function permissionOfField(typeName: string, fieldName: string): Permission | null {
  if (typeName === 'Study') return STUDY_FIELDS_TO_FOLLOW.has(fieldName) ? null : 'study.read';
  const permission = PERMISSION_OF_ROOT_FIELD[`${typeName}.${fieldName}`];
  if (permission === undefined && ROOT_TYPES.has(typeName)) {
    throw new Error(`${typeName}.${fieldName} has no permission in the policy`);
  }
  return permission ?? null;
}

/** Whether one of the roles carries the permission. */
export function isAllowed(roles: readonly Role[], permission: Permission): boolean {
  return ROLES_WITH[permission].some((role) => roles.includes(role));
}

/** Whether the caller may know whose study it sees: names, birth dates, record and order numbers, and pages that show them. */
export function mayKnowIdentity({ roles }: { readonly roles: readonly Role[] }): boolean {
  return isAllowed(roles, 'identity.read');
}
