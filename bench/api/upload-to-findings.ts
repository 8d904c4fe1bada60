// node bench/api/upload-to-findings.ts [--count 20] [--burst 20] [--data DIR]
// From the first byte of an upload to its findings by GraphQL, one report at a time, on an otherwise idle machine; then
// reports a minute when many come at once. Everything as `ecgraph serve` starts it: own database, worker process, HTTP.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '../../functions/api/serve.ts';
import { readConfig } from '../../functions/platform/config.ts';
import { type Client, clientWithKey, sendReport, untilSettled } from '../../test/flow/client.ts';
import { filePages, renderedPages } from './pages.ts';

const FINDINGS = `query($id: ID!) { study(id: $id) {
  state findings { kind code probability positive } measurements { name value unit } fields { name value } } }`;

const LIMIT_MS = 600_000;

const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '20' },
    burst: { type: 'string', default: '20' },
    data: { type: 'string' },
  },
});
const count = Number(options.count);
const burst = Number(options.burst);

/** Seconds from the announcement of a file to the answer that holds its findings. */
async function secondsToFindings(
  client: Client,
  bytes: Uint8Array,
  pollMs = 25,
): Promise<{ seconds: number; state: string }> {
  const startedAt = performance.now();
  const { study } = await sendReport(client, bytes, { allowDuplicate: true });
  const { state } = await untilSettled(client, study.id, LIMIT_MS, pollMs);
  await client.graphql(FINDINGS, { id: study.id });
  return { seconds: (performance.now() - startedAt) / 1000, state };
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const pages = options.data ? filePages(options.data, count) : await renderedPages(count);
const varDir = mkdtempSync(path.join(tmpdir(), 'ecgraph-bench-'));
// The worker process reads its settings from the environment that it inherits.
Object.assign(process.env, { VAR_DIR: varDir, PORT: '0', LOG_LEVEL: 'warn' });
delete process.env['DATABASE_URL'];
let key = '';
const served = await serve(readConfig(), { showFirstKey: (secret) => (key = secret) });
const client = clientWithKey(served.url, key);
try {
  await secondsToFindings(client, pages[0]!);
  const load = loadavg()[0] ?? 0;
  const runs = [];
  for (const page of pages) runs.push(await secondsToFindings(client, page));
  const seconds = runs.map((run) => run.seconds).sort((a, b) => a - b);
  const startedAt = performance.now();
  const sent = Array.from({ length: burst }, (_, i) => secondsToFindings(client, pages[i % pages.length]!, 1000));
  await Promise.all(sent);
  const minutes = (performance.now() - startedAt) / 60_000;
  const round = (value: number) => Math.round(value * 100) / 100;
  console.log(
    JSON.stringify({
      pages: options.data ? 'files' : 'rendered at 200 dpi',
      n: seconds.length,
      failed: runs.filter((run) => run.state === 'failed').length,
      p50S: round(percentile(seconds, 0.5)),
      p95S: round(percentile(seconds, 0.95)),
      maxS: round(seconds.at(-1) ?? Number.NaN),
      burst,
      reportsPerMinute: round(burst / minutes),
      cores: cpus().length,
      loadBefore: round(load),
    }),
  );
} finally {
  await served.close();
  rmSync(varDir, { recursive: true, force: true });
}
