import type { InferenceRuntime, Tensor } from './runtime.ts';
import { CONTEXT_LENGTH, contextRow } from './signal/context-row.ts';
import { type FilteredLeads, type NetworkWindow, networkWindow, WINDOW_SAMPLES } from './signal/network-window.ts';
import { voltageKnown } from './signal/voltage.ts';
import type { Sex } from './types.ts';

const LEAD_COUNT = 12;
const ROW = LEAD_COUNT * WINDOW_SAMPLES;
const LARGEST_BATCH = 8;

/** What the networks say of one window. */
export interface WindowOutputs {
  readonly firstSample: number;
  readonly window: NetworkWindow;
  /** Calibrated, one a statement in the order of the labels. */
  readonly probabilities: Float32Array;
  /** Log-odds of abnormal from the statements network. */
  readonly supervised: number;
  /** Log-odds of abnormal from restoration alone. */
  readonly selfSupervised: number;
  /** Anomaly in 0…1, twelve rows of 1,000. */
  readonly anomaly: Float32Array;
}

/** Runs both networks on every window, at most eight a batch. */
export async function runNetworks(
  leads: FilteredLeads,
  starts: readonly number[],
  person: { ageYears: number | null; sex: Sex | null },
  models: InferenceRuntime,
): Promise<WindowOutputs[]> {
  const outputs: WindowOutputs[] = [];
  for (let from = 0; from < starts.length; from += LARGEST_BATCH) {
    outputs.push(...(await runBatch(leads, starts.slice(from, from + LARGEST_BATCH), person, models)));
  }
  return outputs;
}

async function runBatch(
  leads: FilteredLeads,
  starts: readonly number[],
  person: { ageYears: number | null; sex: Sex | null },
  models: InferenceRuntime,
): Promise<WindowOutputs[]> {
  const windows = starts.map((start) => networkWindow(leads, start));
  const signal = stack(
    windows.map((window) => window.signal),
    [LEAD_COUNT, WINDOW_SAMPLES],
  );
  const mask = stack(
    windows.map((window) => window.mask),
    [LEAD_COUNT, WINDOW_SAMPLES],
  );
  const context = stack(
    windows.map((window, i) => contextRow(person, window.sdMv, voltageKnown(leads, starts[i] ?? 0, window))),
    [CONTEXT_LENGTH],
  );
  const [statements, restored] = await Promise.all([
    models.run('statements', { signal, mask, context }),
    models.run('restore', { signal, mask }),
  ]);
  const codes = models.labels.statements.statements.length;
  const probabilities = named(statements, 'probabilities', starts.length * codes);
  const supervised = named(statements, 'abnormal', starts.length);
  const selfSupervised = named(restored, 'score', starts.length);
  const anomaly = named(restored, 'anomaly', starts.length * ROW);
  return windows.map((window, i) => ({
    firstSample: starts[i] ?? 0,
    window,
    probabilities: probabilities.subarray(i * codes, (i + 1) * codes),
    supervised: supervised[i] as number,
    selfSupervised: selfSupervised[i] as number,
    anomaly: anomaly.subarray(i * ROW, (i + 1) * ROW),
  }));
}

function stack(rows: readonly Float32Array[], shape: readonly number[]): Tensor {
  const length = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * length);
  for (const [i, row] of rows.entries()) data.set(row, i * length);
  return { shape: [rows.length, ...shape], data };
}

function named(outputs: Readonly<Record<string, Tensor>>, name: string, length: number): Float32Array {
  const data = outputs[name]?.data;
  if (data?.length !== length) throw new Error(`the network gave no ${name} of ${length} values`);
  return data;
}
