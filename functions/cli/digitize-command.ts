import { Command } from 'commander';
import { ok } from '../problems.ts';
import { createOcrPool } from '../read/recognise/ocr-pool.ts';
import { answerFiles } from './answer-files.ts';
import { digitizeJson, digitizeSummary } from './digitize-answer.ts';
import { type FileOptions, withFileOptions } from './options.ts';
import { type PageOptions, withPageOptions } from './page-options.ts';
import { pageThreads, USUAL_PAGES } from './page-threads.ts';
import { readSource } from './read-page.ts';

/** Pages of which one recogniser reads speed and gain without delay: a tenth of their time, of most but not all. */
const PAGES_A_RECOGNISER = 4;

/** `ecgraph digitize FILE…`: pages to calibrated leads. */
export function digitizeCommand(): Command {
  return withPageOptions(
    withFileOptions(new Command('digitize').description('read the waveforms from pictures and PDFs'), USUAL_PAGES),
  ).action(async (files: string[], options: FileOptions & PageOptions) => {
    const pages = pageThreads(options.jobs);
    const ocr = createOcrPool({ size: Math.ceil(options.jobs / PAGES_A_RECOGNISER) });
    const work = async (file: string) => {
      const page = await readSource(file, pages, ocr, options);
      if (!page.ok) return page;
      const { digitized } = page.value;
      if (!digitized.ok) return digitized;
      return ok({ json: digitizeJson(digitized.value), summary: digitizeSummary(digitized.value) });
    };
    await answerFiles(files, work, { jsonl: options.jsonl === true, jobs: options.jobs });
    await Promise.all([pages.close(), ocr.close()]);
  });
}
