import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPageNetwork } from '../../functions/digitize/page-network/open-page-network.ts';
import { digitize } from '../../functions/digitize/step.ts';
import { LEADS } from '../../functions/leads.ts';
import { type LeadScore, mean, percentile, scoreLead } from './metrics.ts';
import { drawOverlay } from './overlay.ts';
import { type BenchPage, SUITES, suitePages } from './suites.ts';

const USAGE = `usage: node bench/digitize/run.ts --suite ${SUITES.join('|')}[:FAMILY] [--data DIR] [--count N] [--seed S] [--json] [--pictures DIR]
Digitizes the pages of a suite one after another in this process and reports accuracy (where the truth is known), layout, silent failures,
abstentions, time and memory. --pictures writes the worst ten pages with the trace drawn over them.`;

const { values } = parseArgs({
  options: {
    suite: { type: 'string', default: 'ludb' },
    data: { type: 'string', default: '../shared/data' },
    count: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    pictures: { type: 'string' },
    network: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(`${USAGE}\n`);
  process.exit(0);
}

interface PageScore {
  readonly page: BenchPage;
  readonly problem: string | null;
  readonly layout: string | null;
  readonly quality: number;
  readonly ms: number;
  readonly leads: readonly LeadScore[];
  readonly printed: number;
}

const network = values.network === undefined ? null : await openPageNetwork(values.network);
const scores: PageScore[] = [];
for await (const page of suitePages(values.suite, values.data, Number(values.count), Number(values.seed))) {
  scores.push(await scorePage(page));
  const last = scores.at(-1)!;
  process.stderr.write(
    `${page.name} ${last.problem ?? last.layout} quality ${last.quality.toFixed(2)} ${last.ms.toFixed(0)} ms\n`,
  );
}
const report = summary(scores);
if (values.json) process.stdout.write(`${JSON.stringify({ suite: values.suite, ...report })}\n`);
else for (const [name, value] of Object.entries(report)) process.stdout.write(`${name.padEnd(18)} ${value}\n`);
if (values.pictures !== undefined) await drawWorst(scores, values.pictures);

async function scorePage(page: BenchPage): Promise<PageScore> {
  const printed =
    page.truth === undefined ? 0 : [...page.truth.values()].filter((row) => row.some(Number.isFinite)).length;
  const decoded = await page.open();
  const started = performance.now();
  const result = await digitize(decoded, {}, network);
  const ms = performance.now() - started;
  if (!result.ok) return { page, problem: result.problem.code, layout: null, quality: 0, ms, leads: [], printed };
  const leads: LeadScore[] = [];
  for (const lead of LEADS) {
    const found = result.value.leads[lead];
    const truth = page.truth?.get(lead);
    const score = found === null || truth === undefined ? null : scoreLead(found.mv, found.startS, truth);
    if (score !== null) leads.push(score);
  }
  return { page, problem: null, layout: result.value.layout, quality: result.value.quality.score, ms, leads, printed };
}

function summary(all: readonly PageScore[]): Record<string, number> {
  const answered = all.filter((one) => one.problem === null);
  const leads = answered.flatMap((one) => one.leads);
  const withLayout = all.filter((one) => one.page.layout !== undefined);
  const pooled = answered
    .filter((one) => one.leads.length > 0)
    .map((one) => sum(one.leads.map((l) => l.signalPower)) / Math.max(1e-9, sum(one.leads.map((l) => l.errorPower))));
  const round = (value: number) => Math.round(value * 1000) / 1000;
  const of = (key: keyof LeadScore) => leads.map((lead) => lead[key]);
  return {
    pages: all.length,
    abstained: all.length - answered.length,
    leads: leads.length,
    missing_leads: sum(answered.map((one) => one.printed)) - leads.length,
    mean_db: round(mean(of('snrDb'))),
    median_db: round(percentile(of('snrDb'), 50)),
    p5_db: round(percentile(of('snrDb'), 5)),
    pooled_db: round(10 * Math.log10(mean(pooled))),
    r: round(mean(of('r'))),
    rmse_uV: round(mean(of('rmseUv'))),
    gain: round(percentile(of('gainError'), 50)),
    lag_ms: round(percentile(of('lagMs').map(Math.abs), 50)),
    missing_share: round(mean(of('missingShare'))),
    layout_right:
      withLayout.length === 0
        ? Number.NaN
        : round(withLayout.filter((one) => one.layout === one.page.layout).length / withLayout.length),
    silent: answered.filter(
      (one) => one.quality >= 0.8 && one.leads.length > 0 && mean(one.leads.map((l) => l.r)) < 0.9,
    ).length,
    quality_p50: round(
      percentile(
        answered.map((one) => one.quality),
        50,
      ),
    ),
    p50_ms: round(
      percentile(
        all.map((one) => one.ms),
        50,
      ),
    ),
    p95_ms: round(
      percentile(
        all.map((one) => one.ms),
        95,
      ),
    ),
    rss_mb: Math.round(process.memoryUsage().rss / 2 ** 20),
  };
}

function sum(list: readonly number[]): number {
  return list.reduce((total, value) => total + value, 0);
}

async function drawWorst(all: readonly PageScore[], dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const rank = (one: PageScore) => (one.leads.length > 0 ? mean(one.leads.map((l) => l.snrDb)) : 30 * one.quality);
  for (const one of [...all].sort((a, b) => rank(a) - rank(b)).slice(0, 10)) {
    const decoded = await one.page.open();
    const result = await digitize(decoded, {}, network);
    await drawOverlay(
      decoded.raster,
      result.ok ? result.value.traces : [],
      join(dir, `${one.page.name.replace(/\.\w+$/, '')}.png`),
    );
  }
}
