// node bench/read/run.ts [--data ../shared/data] [--suite edan] [--verbose]
// node bench/read/run.ts --families preset-clean,scan --count 40 [--seed 1] [--verbose]
// node bench/read/run.ts --families scan,photo --drawn FOLDER --count 8 [--geometry] pages that synth/render.ts wrote
// node bench/read/run.ts --corrections FOLDER [--verbose] fields that persons corrected, as `ecgraph corrections export` wrote them
// --geometry: each page is read with the true map of its paper, as the digitizer hands it on; without it as it lies.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import { sniff } from '../../functions/ingest/sniff.ts';
import { createOcrPool } from '../../functions/read/recognise/ocr-pool.ts';
import { read } from '../../functions/read/step.ts';
import { loadCases } from './cases.ts';
import { correctionCases } from './correction-cases.ts';
import { drawnCases, type RenderedCase, renderCase } from './rendered-cases.ts';
import { Report } from './report.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    suite: { type: 'string' },
    families: { type: 'string' },
    drawn: { type: 'string' },
    corrections: { type: 'string' },
    geometry: { type: 'boolean', default: false },
    count: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
  },
});
const pool = createOcrPool({ size: 2 });
const report = new Report(options.verbose);
if (options.corrections !== undefined) {
  for await (const one of correctionCases(options.corrections)) await judgePage(one);
} else if (options.families === undefined) await readFiles(options.data, options.suite);
else for (const family of options.families.split(',')) await readRendered(family, Number(options.count));
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
    await judgePage({ suite, name: basename(file), page: page.value, geometry: null, truth });
  }
}

async function readRendered(family: string, count: number): Promise<void> {
  const seed = Number(options.seed);
  if (options.drawn !== undefined)
    for await (const one of drawnCases(options.drawn, family, count)) await judgePage(one);
  else for (let index = 0; index < count; index++) await judgePage(await renderCase(family, seed + index));
}

async function judgePage({ suite, name, page, geometry, truth }: RenderedCase): Promise<void> {
  const before = process.cpuUsage();
  const facts = await read(page, options.geometry ? geometry : null, pool);
  const { user, system } = process.cpuUsage(before);
  if (facts.ok) report.add(suite, name, facts.value, truth, (user + system) / 1e6);
}
