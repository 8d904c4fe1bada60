import { Command } from 'commander';
import type { InferenceRuntime } from '../infer/runtime.ts';
import type { PagePool } from '../platform/page-pool.ts';
import { ok, type Result } from '../problems.ts';
import { createOcrPool, type OcrPool } from '../read/recognise/ocr-pool.ts';
import { type Analysis, analyzePage, analyzeRecording } from './analysis.ts';
import { type Answer, answerFiles } from './answer-files.ts';
import { digitizeJson, digitizeSummary } from './digitize-answer.ts';
import { exportNames } from './export-names.ts';
import { inferJson, inferSummary } from './infer-answer.ts';
import { isSignalFile } from './is-signal-file.ts';
import { openModels } from './models.ts';
import { type FileOptions, withFileOptions } from './options.ts';
import { type PageOptions, withPageOptions } from './page-options.ts';
import { pageThreads, recognisersFor, USUAL_PAGES } from './page-threads.ts';
import { readJson, readSummary } from './read-answer.ts';
import { readSource } from './read-page.ts';
import { openSignalFile } from './signal-file.ts';
import { writeExports } from './write-exports.ts';

interface AnalyzeOptions extends FileOptions, PageOptions {
  readonly out?: string;
}

/** `ecgraph analyze FILE…`: everything that is known of each file, and with `--out` the exports. */
export function analyzeCommand(): Command {
  return withPageOptions(
    withFileOptions(
      new Command('analyze').description('digitize, read and interpret pictures, PDFs and recordings'),
      USUAL_PAGES,
    ),
  )
    .option('--out <dir>', 'folder for the overlay picture, CSV, WFDB and PDF of each file')
    .action(async (files: string[], options: AnalyzeOptions) => {
      const pages = pageThreads(options.jobs);
      const ocr = createOcrPool({ size: recognisersFor(options.jobs) });
      const models = await openModels();
      const names = exportNames(files);
      const work = async (file: string): Promise<Result<Answer>> => {
        const analysis = await analyze(file, pages, ocr, models, options);
        if (!analysis.ok) return analysis;
        const written =
          options.out === undefined ? [] : await writeExports(names.get(file) ?? 'export', analysis.value, options.out);
        return ok(answerOf(analysis.value, written));
      };
      await answerFiles(files, work, { jsonl: options.jsonl === true, jobs: options.jobs });
      await Promise.all([pages.close(), ocr.close(), models.close()]);
    });
}

async function analyze(
  file: string,
  pages: PagePool,
  ocr: OcrPool,
  models: InferenceRuntime,
  stated: PageOptions,
): Promise<Result<Analysis>> {
  if (await isSignalFile(file)) {
    const opened = await openSignalFile(file);
    return opened.ok ? analyzeRecording(opened.value, models) : opened;
  }
  const page = await readSource(file, pages, ocr, stated);
  return page.ok ? analyzePage(page.value, ocr, models) : page;
}

function answerOf({ digitized, printed, inferred }: Analysis, written: readonly string[]): Answer {
  return {
    json: {
      digitize: digitized && digitizeJson(digitized),
      read: printed && readJson(printed),
      infer: inferJson(inferred),
    },
    summary: [
      ...(digitized === null ? [] : digitizeSummary(digitized)),
      ...(printed === null ? [] : readSummary(printed).map((line) => `printed ${line}`)),
      ...inferSummary(inferred),
      ...written.map((name) => `wrote ${name}`),
    ],
  };
}
