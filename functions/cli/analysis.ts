import type { Digitized } from '../digitize/types.ts';
import type { InferenceRuntime } from '../infer/runtime.ts';
import type { Inferred, Sex } from '../infer/types.ts';
import type { RasterPage } from '../ingest/types.ts';
import { pageSignals } from '../measure/page-signals.ts';
import type { LeadSignals } from '../measure/types.ts';
import type { DigitizedPage } from '../platform/page-pool.ts';
import { ok, type Result } from '../problems.ts';
import type { OcrPool } from '../read/recognise/ocr-pool.ts';
import { read } from '../read/step.ts';
import type { PrintedFacts } from '../read/types.ts';
import { inferRecording } from './infer-recording.ts';
import type { SignalFile } from './signal-file.ts';

/** Everything found out about one file; what a recording has no page for is null. */
export interface Analysis {
  readonly raster: RasterPage | null;
  readonly digitized: Digitized | null;
  readonly printed: PrintedFacts | null;
  readonly signals: LeadSignals;
  readonly ageYears: number | null;
  readonly sex: Sex | null;
  readonly inferred: Inferred;
}

/** Reads the text, measures and interprets a digitized page; age and sex are the printed ones. */
export async function analyzePage(
  { page, digitized }: DigitizedPage,
  ocr: OcrPool,
  models: InferenceRuntime,
): Promise<Result<Analysis>> {
  if (!digitized.ok) return digitized;
  const printed = await read(page, digitized.value.geometry, ocr);
  if (!printed.ok) return printed;
  const signals = pageSignals(digitized.value);
  const { ageYears, sex } = patientOf(printed.value);
  const quality = digitized.value.quality.score;
  const inferred = await inferRecording({ signals, ageYears, sex, quality }, models);
  if (!inferred.ok) return inferred;
  return ok({
    raster: page.raster,
    digitized: digitized.value,
    printed: printed.value,
    signals,
    ageYears,
    sex,
    inferred: inferred.value,
  });
}

/** Measures and interprets a recording. */
export async function analyzeRecording(file: SignalFile, models: InferenceRuntime): Promise<Result<Analysis>> {
  const inferred = await inferRecording(file, models);
  if (!inferred.ok) return inferred;
  const { signals, ageYears, sex } = file;
  return ok({ raster: null, digitized: null, printed: null, signals, ageYears, sex, inferred: inferred.value });
}

function patientOf({ fields }: PrintedFacts): { ageYears: number | null; sex: Sex | null } {
  const age = fields.ageYears.value;
  const sex = fields.sex.value;
  return {
    ageYears: typeof age === 'number' ? age : null,
    sex: sex === 'female' || sex === 'male' ? sex : null,
  };
}
