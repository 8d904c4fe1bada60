import type { Principal, Role, Study, Waveform } from '../platform/database/generated/client.ts';
import type { Caller } from '../record/caller.ts';
import type { StudyFilter } from '../record/list-studies.ts';

/** What the resolvers of a type are handed where it is not simply a row of the record. */

export type StudyRow = Study;
export type WaveformRow = Waveform;

/** A person or system. */
export interface PrincipalView {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly tenantId: string;
}

/** One lead of a waveform; missing samples NaN. */
export interface LeadTraceView {
  readonly lead: string;
  readonly startS: number;
  readonly durationS: number;
  readonly mv: Float32Array;
  readonly quality: number | null;
}

/** A page of studies; the filter stays at hand for a total that is counted only when asked for. */
export interface StudyPageView {
  readonly edges: readonly { readonly cursor: string; readonly study: Study }[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
  readonly filter: StudyFilter;
}

/** The caller as a principal. */
export function principalOf(caller: Caller): PrincipalView {
  return { id: caller.principalId ?? '', name: caller.name, roles: caller.roles, tenantId: caller.tenantId };
}

/** A principal of the record. */
export function principalOfRow({ id, name, roles, tenantId }: Principal): PrincipalView {
  return { id, name, roles, tenantId };
}
