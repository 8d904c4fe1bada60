import type { Caller } from '../../record/caller.ts';
import { isAllowed } from './policy.ts';
import { forbidden } from './refusal.ts';

/** Throws FORBIDDEN when a filter asks about findings or patients and the caller may not read them: a count would tell. */
export function requireStudyReader(caller: Caller, filter: { findingCode?: unknown; recordNumber?: unknown }): void {
  if (filter.findingCode !== undefined && !isAllowed(caller.roles, 'study.read')) throw forbidden('study.read');
  if (filter.recordNumber !== undefined && !isAllowed(caller.roles, 'identity.read')) throw forbidden('identity.read');
}
