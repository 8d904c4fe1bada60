import { Command } from 'commander';
import { ok } from '../problems.ts';
import { createOcrPool } from '../read/recognise/ocr-pool.ts';
import { read } from '../read/step.ts';
import { answerFiles } from './answer-files.ts';
import { type FileOptions, withFileOptions } from './options.ts';
import { type PageOptions, withPageOptions } from './page-options.ts';
import { pageThreads, recognisersFor, USUAL_PAGES } from './page-threads.ts';
import { readJson, readSummary } from './read-answer.ts';
import { readSource } from './read-page.ts';

/** `ecgraph read FILE…`: the printed facts of pages. */
export function readCommand(): Command {
  return withPageOptions(
    withFileOptions(new Command('read').description('read what is printed on pictures and PDFs'), USUAL_PAGES),
  ).action(async (files: string[], options: FileOptions & PageOptions) => {
    const pages = pageThreads(options.jobs);
    const ocr = createOcrPool({ size: recognisersFor(options.jobs) });
    const work = async (file: string) => {
      const found = await readSource(file, pages, ocr, options);
      if (!found.ok) return found;
      const { page, digitized } = found.value;
      const facts = await read(page, digitized.ok ? digitized.value.geometry : null, ocr);
      return facts.ok ? ok({ json: readJson(facts.value), summary: readSummary(facts.value) }) : facts;
    };
    await answerFiles(files, work, { jsonl: options.jsonl === true, jobs: options.jobs });
    await Promise.all([pages.close(), ocr.close()]);
  });
}
