// node bench/read/run.ts [--data ../shared/data] [--suite edan] [--verbose]
// node bench/read/run.ts --families preset-clean,scan --count 40 [--seed 1] [--verbose]
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import { sniff } from '../../functions/ingest/sniff.ts';
import { createOcrPool } from '../../functions/read/ocr-pool.ts';
import { read } from '../../functions/read/step.ts';
import { loadCases } from './cases.ts';
import { renderCase } from './rendered-cases.ts';
import { Report } from './report.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    suite: { type: 'string' },
    families: { type: 'string' },
    count: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
  },
});
const pool = createOcrPool({ size: 2 });
const report = new Report(options.verbose);
if (options.families === undefined) await readFiles(options.data, options.suite);
else
  for (const family of options.families.split(','))
    await readRendered(family, Number(options.seed), Number(options.count));
await pool.close();
report.print();

async function readFiles(data: string, only: string | undefined): Promise<void> {
  for (const { suite, file, truth } of loadCases(data)) {
    if (only !== undefined && suite !== only) continue;
    const bytes = readFileSync(file);
    const mediaType = sniff(bytes);
    const page = mediaType && (await decodePage(bytes, mediaType, 0));
    if (!page?.ok) {
      report.skip(suite);
      continue;
    }
    const facts = await read(page.value, null, pool);
    if (facts.ok) report.add(suite, basename(file), facts.value, truth);
  }
}

async function readRendered(family: string, seed: number, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const { suite, name, page, truth } = await renderCase(family, seed + index);
    const facts = await read(page, null, pool);
    if (facts.ok) report.add(suite, name, facts.value, truth);
  }
}
