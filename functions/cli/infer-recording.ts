import type { InferenceRuntime } from '../infer/runtime.ts';
import { infer } from '../infer/step.ts';
import type { Inferred } from '../infer/types.ts';
import { measure } from '../measure/step.ts';
import type { Result } from '../problems.ts';
import type { SignalFile } from './signal-file.ts';

/** Measures and interprets a recording of any length. */
export async function inferRecording(file: SignalFile, models: InferenceRuntime): Promise<Result<Inferred>> {
  const measured = measure(file.signals);
  return measured.ok ? infer({ ...file, measured: measured.value }, models) : measured;
}
