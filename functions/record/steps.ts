import type { StepName, StepState } from '../platform/database/generated/client.ts';

export type { StepName } from '../platform/database/generated/client.ts';

/** The names of the steps as they are stored and shown, in their order. What they do is in functions/pipeline.ts. */
export const STEP_NAMES = [
  'ingest',
  'digitize',
  'read',
  'measure',
  'infer',
  'record',
] as const satisfies readonly StepName[];

/** Whether a step needs nothing more. */
export function isFinished(state: StepState): boolean {
  return state === 'done' || state === 'skipped';
}

/** Sorts rows of steps into their order. */
export function inStepOrder<T extends { step: StepName }>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => STEP_NAMES.indexOf(a.step) - STEP_NAMES.indexOf(b.step));
}
