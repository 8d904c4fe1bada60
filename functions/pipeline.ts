import { findPage } from './digitize/find-page.ts';
import type { DigitizeOptions, PageGeometry } from './digitize/types.ts';
import type { InferInput } from './infer/step.ts';
import type { Inferred } from './infer/types.ts';
import type { DecodedPage, Ingested } from './ingest/types.ts';
import { pageSignals } from './measure/page-signals.ts';
import type { LeadSignals, Measured } from './measure/types.ts';
import type { DigitizedPage, PageTask } from './platform/page-pool.ts';
import { fail, ok, type Result } from './problems.ts';
import { recheck } from './read/settle/recheck.ts';
import type { FieldName, PageReading, PrintedIdentity } from './read/types.ts';
import { patientFacts } from './record/patient-facts.ts';
import { recordingSignals } from './record/recording-signals.ts';
import type { OutputStep, StepOutputs } from './record/step-output.ts';
import type { StepName } from './record/steps.ts';

/** The doors of the stages as the pipeline calls them; tests put others in. */
export interface Stages {
  ingest(bytes: Uint8Array): Promise<Result<Ingested>>;
  /** Decodes a page and digitizes it. */
  digitize(task: PageTask): Promise<Result<DigitizedPage>>;
  /** Decodes a page again, where reading goes on in another process than digitizing. */
  decode(task: PageTask): Promise<Result<DecodedPage>>;
  read(page: DecodedPage, geometry: PageGeometry): Promise<Result<PageReading>>;
  measure(signals: LeadSignals): Promise<Result<Measured>>;
  infer(input: InferInput): Promise<Result<Inferred>>;
}

/** A study under way, as a step sees it. */
export interface StudyAtWork {
  /** Which page of the source, from 0; null where the page that holds an ECG is to be found. */
  readonly page: number | null;
  /** What a person stated about how to read the page. */
  readonly stated: DigitizeOptions;
  /** The file as it was sent. */
  bytes(): Promise<Uint8Array>;
  /** What an earlier step left; null where it was skipped. */
  output<S extends OutputStep>(step: S): Promise<StepOutputs[S] | null>;
  /** What persons set fields to; null where they stated that there is no value. */
  readonly corrections: ReadonlyMap<FieldName, unknown>;
  /** The page as decoded by *digitize*, kept while the study stays in this process. */
  decoded: DecodedPage | null;
  /** Whom the page names, from the step *read* on and never part of its output; null before. */
  identity: readonly PrintedIdentity[] | null;
}

/** A step that computes an output from those before. */
export interface PipelineStep<S extends OutputStep = OutputStep> {
  readonly name: S;
  /** True for steps that a recording, which has no page, does not need. */
  readonly pagesOnly: boolean;
  run(study: StudyAtWork, stages: Stages): Promise<Result<StepOutputs[S]>>;
}

/** The steps in order, each with what it takes from those before. The step *record*, which writes rows, comes after them all. */
export const PIPELINE: readonly PipelineStep[] = [
  {
    name: 'ingest',
    pagesOnly: false,
    run: async (study, stages) => {
      const ingested = await stages.ingest(await study.bytes());
      if (!ingested.ok || ingested.value.kind === 'signal') return ingested;
      return (study.page ?? 0) < ingested.value.pages.length ? ingested : fail('PAGE_NOT_FOUND');
    },
  },
  {
    name: 'digitize',
    pagesOnly: true,
    run: async (study, stages) => {
      const done = await digitizePage(study, stages);
      if (!done.ok) return done;
      study.decoded = done.value.page;
      return done.value.digitized;
    },
  },
  {
    name: 'read',
    pagesOnly: true,
    run: async (study, stages) => {
      const { geometry, page: index } = await needed(study, 'digitize');
      const page = study.decoded ? ok(study.decoded) : await stages.decode(await pageTask(study, index));
      if (!page.ok) return page;
      const done = await stages.read(page.value, geometry);
      if (!done.ok) return done;
      study.identity = done.value.identity;
      return ok(done.value.facts);
    },
  },
  {
    name: 'measure',
    pagesOnly: false,
    run: async (study, stages) => stages.measure(await signalsOf(study)),
  },
  {
    name: 'infer',
    pagesOnly: false,
    run: async (study, stages) => {
      const digitized = await study.output('digitize');
      const printed = await study.output('read');
      const { ageYears, sex } = patientFacts(
        printed && recheck(printed, study.corrections),
        await needed(study, 'ingest'),
        study.corrections,
      );
      return stages.infer({
        signals: await signalsOf(study),
        measured: await needed(study, 'measure'),
        ageYears,
        sex,
        ...(digitized ? { quality: digitized.quality.score } : {}),
      });
    },
  },
];

/** Fields that steps take from the page; all others are only recorded. */
const FIRST_STEP_THAT_DEPENDS_ON: Partial<Record<FieldName, StepName>> = {
  speedMmPerS: 'digitize',
  gainMmPerMv: 'digitize',
  ageYears: 'infer',
  sex: 'infer',
  // An age that was computed from a birth date goes with it.
  acquiredAt: 'infer',
};

/** The first step whose result changes when a person corrects the field. */
export function firstDependentStep(field: FieldName): StepName {
  return FIRST_STEP_THAT_DEPENDS_ON[field] ?? 'record';
}

/** Digitizes the study's page; where none was named, the page that holds an ECG. */
async function digitizePage(study: StudyAtWork, stages: Stages): Promise<Result<DigitizedPage>> {
  if (study.page !== null) return stages.digitize(await pageTask(study, study.page));
  const ingested = await needed(study, 'ingest');
  const pages = ingested.kind === 'pages' ? ingested.pages.map(({ index }) => index) : [];
  return findPage(pages, async (index) => stages.digitize(await pageTask(study, index)));
}

async function pageTask(study: StudyAtWork, pageIndex: number): Promise<PageTask> {
  const { mediaType } = await needed(study, 'ingest');
  return { bytes: await study.bytes(), mediaType, pageIndex, options: study.stated };
}

async function signalsOf(study: StudyAtWork): Promise<LeadSignals> {
  const ingested = await needed(study, 'ingest');
  if (ingested.kind === 'signal') return recordingSignals(ingested.recording);
  return pageSignals(await needed(study, 'digitize'));
}

async function needed<S extends OutputStep>(study: StudyAtWork, step: S): Promise<StepOutputs[S]> {
  const output = await study.output(step);
  if (output === null) throw new Error(`the step ${step} left no output`);
  return output;
}
