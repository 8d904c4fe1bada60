import { LEADS } from '../leads.ts';
import type { LeadSignals, Measured } from '../measure/types.ts';
import { fail, ok, type Result } from '../problems.ts';
import { beatsOf } from './beats.ts';
import { detect } from './detect.ts';
import { diagnose } from './diagnose.ts';
import { explain } from './explain.ts';
import { outsideIntendedUse } from './intended-use.ts';
import { localize } from './localize.ts';
import { runNetworks } from './networks.ts';
import type { InferenceRuntime } from './runtime.ts';
import { filterLeads } from './signal/network-window.ts';
import { NETWORK_RATE_HZ } from './signal/resample.ts';
import type { Inferred, Sex } from './types.ts';
import { heldSamples, windowStarts } from './windows.ts';

/** 2.5 s less what the borders of a page's blocks may take. */
const SHORTEST_S = 2.4;

/** What is known of a recording before inference. */
export interface InferInput {
  readonly signals: LeadSignals;
  readonly measured: Measured;
  readonly ageYears: number | null;
  readonly sex: Sex | null;
  /** Quality of the digitizing, 0…1; absent where the signals come from a signal file. */
  readonly quality?: number | undefined;
}

/**
 * Findings of a recording of any length from 2.5 s: abnormal or not, where on the trace, which statements, which
 * beats are premature. Recordings longer than 10 s are read in windows of 10 s. SIGNAL_EMPTY, SIGNAL_TOO_SHORT.
 * Throws where the networks cannot answer at the moment.
 */
export async function infer(input: InferInput, models: InferenceRuntime): Promise<Result<Inferred>> {
  const started = performance.now();
  const leads = filterLeads(input.signals);
  const held = heldSamples(leads);
  if (LEADS.every((lead) => input.signals.leads[lead].every(Number.isNaN))) return fail('SIGNAL_EMPTY');
  if (held < SHORTEST_S * NETWORK_RATE_HZ) return fail('SIGNAL_TOO_SHORT');
  const samples = leads[0]?.length ?? 0;
  const outputs = await runNetworks(leads, windowStarts(samples), input, models);
  const classified = beatsOf(input.signals, input.measured);
  const { spanThreshold } = models.labels.restore.localization;
  const localization = localize(outputs, samples, spanThreshold);
  const diagnoses = diagnose(outputs, models.labels);
  return ok({
    detection: detect(outputs, models.labels),
    localization,
    explanation: explain(localization, input.measured.beats, spanThreshold),
    diagnoses,
    beats: classified?.beats ?? [],
    measurements: input.measured.global,
    outsideIntendedUse: outsideIntendedUse({
      ageYears: input.ageYears,
      heldLeads: leads.filter((row) => row.some((value) => !Number.isNaN(value))).length,
      heldS: held / NETWORK_RATE_HZ,
      quality: input.quality,
      beatsClassified: classified !== null,
      pacingSpikes: input.measured.pacing.paced,
      diagnoses,
    }),
    models: {
      statements: models.labels.statements.version,
      restore: models.labels.restore.version,
      ...(classified === null ? {} : { apc: classified.version }),
    },
    timings: { totalMs: performance.now() - started },
  });
}
