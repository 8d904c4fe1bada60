import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { openPageNetwork } from '../../functions/digitize/networks/open-page-network.ts';
import { createOcrPool } from '../../functions/read/recognise/ocr-pool.ts';
import { report } from './conditions.ts';
import { leadCsv } from './lead-rows.ts';
import { pageReader } from './page-reader.ts';
import { drawWorst } from './pictures.ts';
import { reliability } from './reliability.ts';
import { type PageScore, scorePage } from './score-page.ts';
import { SUITE_NAMES, suitePages } from './suites.ts';
import { readable } from './table.ts';

const USAGE = `usage: node bench/digitize/run.ts --suite SUITE[,SUITE…] [--data DIR] [--count N] [--seed S] [--json] [--csv FILE] [--pictures DIR] [--models DIR|none]
suites: ${SUITE_NAMES}
Digitizes the pages of the suites (at most N each) one after another in this process and reports by suite and by condition: accuracy where the
truth is known, layout and lead names, silent failures, abstentions, time and memory, and what the stated quality is worth.
--csv writes one row a lead, --pictures the worst ten pages with truth and trace drawn over them. --models none reads pages
by classical means alone.
`;

const { values } = parseArgs({
  options: {
    suite: { type: 'string', default: 'ludb' },
    data: { type: 'string', default: '../shared/data' },
    count: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    csv: { type: 'string' },
    pictures: { type: 'string' },
    models: { type: 'string', default: 'models' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}

const network = values.models === 'none' ? null : await openPageNetwork(values.models, availableParallelism());
const ocr = createOcrPool({ size: 1 });
const read = pageReader(network, ocr);
const scores: PageScore[] = [];
for (const suite of values.suite.split(','))
  for await (const page of suitePages(suite, values.data, Number(values.count), Number(values.seed))) {
    const score = await scorePage(page, read);
    scores.push(score);
    const outcome = `${score.problem ?? score.layout} quality ${score.quality.toFixed(2)} ${score.ms.toFixed(0)} ms`;
    process.stderr.write(`${suite} ${page.name} ${outcome}\n`);
  }

await ocr.close();
const figures = report(scores);
const quality = { page: reliability(scores, 'page'), lead: reliability(scores, 'lead') };
// Kilobytes on Linux, of the whole process since it began.
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
if (values.json) process.stdout.write(`${JSON.stringify({ ...figures, quality, peakMb })}\n`);
else process.stdout.write(`${readable(figures, quality)}\n\npeak memory ${peakMb} MB\n`);
if (values.csv !== undefined) await writeFile(values.csv, leadCsv(scores));
if (values.pictures !== undefined) await drawWorst(scores, values.pictures);
