/**
 * Recordings a second that the inference server answers, with requests in parallel and both networks each, and the time
 * of one alone:
 *
 *     node bench/models/served.ts [--ecgs 200] [--parallel 16]
 *
 * The server is a process of its own (`ecgraph infer-server`), the client this one; preprocessing is not counted. On a
 * busy machine the server's processor time an ECG (Linux only) says more than the wall clock.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readModelLabels } from '../../functions/infer/model-repository.ts';
import { connectToServers } from '../../functions/infer/runtime/oip-client.ts';
import { MODEL_NAMES, type Tensors } from '../../functions/infer/runtime.ts';
import { CONTEXT_LENGTH, contextRow } from '../../functions/infer/signal/context-row.ts';
import { filterLeads, networkWindow } from '../../functions/infer/signal/network-window.ts';
import { synthesise } from '../../synth/synthesise.ts';

const { values } = parseArgs({
  options: {
    ecgs: { type: 'string', default: '200' },
    parallel: { type: 'string', default: '16' },
    port: { type: 'string', default: '18331' },
  },
});
const root = fileURLToPath(new URL('../..', import.meta.url));
const server = spawn(process.execPath, ['functions/cli.ts', 'infer-server', '--port', values.port], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
});
const ended = once(server, 'exit');
const url = `http://127.0.0.1:${values.port}`;

async function ready(): Promise<void> {
  for (let i = 0; i < 300 && server.exitCode === null; i++) {
    try {
      if ((await fetch(`${url}/v2/health/ready`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the server did not become ready');
}

/** Processor milliseconds that the server has used, or NaN where there is no /proc. */
function processorMs(): number {
  try {
    const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return Number.NaN;
  }
}

function requestOf(seed: number): Tensors {
  const leads = filterLeads({ sampleRateHz: 500, leads: synthesise({ seed, durationS: 10 }).leads });
  const { signal, mask, sdMv } = networkWindow(leads, 0);
  const context = contextRow({ ageYears: 60, sex: 'male' }, sdMv, true);
  return {
    signal: { shape: [1, 12, 1000], data: signal },
    mask: { shape: [1, 12, 1000], data: mask },
    context: { shape: [1, CONTEXT_LENGTH], data: context },
  };
}

const quantile = (sorted: number[], q: number) => sorted[Math.floor(q * (sorted.length - 1))] ?? Number.NaN;
const milliseconds = (times: number[]) => {
  const sorted = times.toSorted((a, b) => a - b);
  return `p50 ${quantile(sorted, 0.5).toFixed(1)} ms, p95 ${quantile(sorted, 0.95).toFixed(1)} ms`;
};

try {
  await ready();
  const runtime = connectToServers([url], await readModelLabels(`${root}models`));
  const requests = Array.from({ length: 16 }, (_, i) => requestOf(i));
  const ask = async (i: number): Promise<number> => {
    const { signal, mask, context } = requests[i % requests.length] as { [name: string]: Tensors[string] };
    const started = performance.now();
    await Promise.all(
      MODEL_NAMES.map((name) =>
        runtime.run(name, { signal, mask, ...(name === 'statements' ? { context } : {}) } as Tensors),
      ),
    );
    return performance.now() - started;
  };
  for (let i = 0; i < 8; i++) await ask(i);
  const alone: number[] = [];
  for (let i = 0; i < 30; i++) alone.push(await ask(i));
  process.stdout.write(`one at a time, n=${alone.length}: ${milliseconds(alone)}\n`);

  const count = Number(values.ecgs);
  const parallel = Number(values.parallel);
  const times: number[] = [];
  let next = 0;
  const [before, ours, started] = [processorMs(), process.cpuUsage(), performance.now()];
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      while (next < count) times.push(await ask(next++));
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const usedMs = (processorMs() - before) / count;
  const { user, system } = process.cpuUsage(ours);
  process.stdout.write(
    `${parallel} in parallel, n=${count}: ${(count / seconds).toFixed(1)} ECGs/s; ${milliseconds(times)}; ` +
      `server ${usedMs.toFixed(1)} ms, client ${((user + system) / 1000 / count).toFixed(1)} ms of processor an ECG; ` +
      `${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}\n`,
  );
} finally {
  server.kill();
  await ended;
}
