import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { pagePdf, pagePng, redactedPage } from '../export/step.ts';
import type { PagePool } from '../platform/page-pool.ts';
import { fail, ok, type Result } from '../problems.ts';
import { createOcrPool, type OcrPool } from '../read/recognise/ocr-pool.ts';
import { read } from '../read/step.ts';
import type { PageRedaction } from '../read/types.ts';
import { type Answer, answerFiles } from './answer-files.ts';
import { type FileOptions, withFileOptions } from './options.ts';
import { type PageOptions, withPageOptions } from './page-options.ts';
import { pageThreads, recognisersFor, USUAL_PAGES } from './page-threads.ts';
import { readSource } from './read-page.ts';

interface RedactOptions extends FileOptions, PageOptions {
  readonly out: string;
}

/** `ecgraph redact FILE… --out DIR`: a copy of each page on which names, birth dates, record and order numbers are blanked. */
export function redactCommand(): Command {
  const command = new Command('redact').description(
    'copy pages with names, birth dates, record and order numbers blanked',
  );
  return withPageOptions(withFileOptions(command, USUAL_PAGES))
    .requiredOption('--out <dir>', 'folder for the copies: PNG of pictures, PDF of PDFs, named after the SHA-256')
    .action(async (files: string[], options: RedactOptions) => {
      const pages = pageThreads(options.jobs);
      const ocr = createOcrPool({ size: recognisersFor(options.jobs) });
      await answerFiles(files, (file) => redact(file, pages, ocr, options), {
        jsonl: options.jsonl === true,
        jobs: options.jobs,
      });
      await Promise.all([pages.close(), ocr.close()]);
    });
}

/**
 * Writes the copy of one file's page. It is named after the file's content, since file names hold names of patients.
 * Problem: TEXT_UNREADABLE where too little of the print was read to say whom it names; nothing is written then.
 */
async function redact(
  file: string,
  pages: PagePool,
  ocr: OcrPool,
  { out, ...stated }: RedactOptions,
): Promise<Result<Answer>> {
  const found = await readSource(file, pages, ocr, stated);
  if (!found.ok) return found;
  const { bytes, mediaType, pageCount, digitized } = found.value;
  const { raster } = found.value.page;
  const facts = await read(found.value.page, digitized.ok ? digitized.value.geometry : null, ocr);
  if (!facts.ok) return facts;
  const { redaction } = facts.value;
  if (!redaction) return fail('TEXT_UNREADABLE');
  const copy = redactedPage(raster, redaction.regions);
  const [ending, made] =
    mediaType === 'application/pdf' ? ['pdf', await pagePdf(copy)] : (['png', await pagePng(copy)] as const);
  const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}-page-${raster.index}.redacted.${ending}`;
  await mkdir(out, { recursive: true });
  await writeFile(join(out, name), made);
  return ok(answerOf(name, raster.index, pageCount - 1, redaction));
}

function answerOf(wrote: string, page: number, pagesLeftOut: number, { regions, certain }: PageRedaction): Answer {
  const others = pagesLeftOut === 0 ? [] : [`left out ${pagesLeftOut} other ${pagesLeftOut === 1 ? 'page' : 'pages'}`];
  const doubt = 'no name and number were told apart: all print that is no known fact is blanked; look at the copy';
  return {
    json: { page, pagesLeftOut, wrote, certain, blanked: regions },
    summary: [`wrote ${wrote}, ${regions.length} places blanked`, ...others, ...(certain ? [] : [doubt])],
  };
}
