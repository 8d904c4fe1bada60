import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { batched } from '../../functions/infer/batcher.ts';
import { decodeMessage, encodeBinary } from '../../functions/infer/runtime/oip-message.ts';
import { type InferenceRuntime, loadInferenceRuntime, type Tensors } from '../../functions/infer/runtime.ts';
import { type InferenceServer, startInferenceServer } from '../../functions/infer/server.ts';

const modelsDir = fileURLToPath(new URL('../../models', import.meta.url));
let server: InferenceServer;
let here: InferenceRuntime;
let there: InferenceRuntime;

before(async () => {
  server = await startInferenceServer({ modelsDir, host: '127.0.0.1', port: 0 });
  here = await loadInferenceRuntime({ modelsDir });
  there = await loadInferenceRuntime({ modelsDir, url: `http://127.0.0.1:9,${server.url}` });
});
after(async () => {
  await server.close();
  await here.close();
});

function ones(rows: number): Tensors {
  const data = new Float32Array(rows * 12_000).map((_, i) => Math.sin(i / 7) * (1 + Math.floor(i / 12_000)));
  const mask = new Float32Array(rows * 12_000).fill(1);
  return { signal: { shape: [rows, 12, 1000], data }, mask: { shape: [rows, 12, 1000], data: mask } };
}

test('a server gives what this process gives, and a dead first server is passed over', async () => {
  const [local, remote] = await Promise.all([here.run('restore', ones(1)), there.run('restore', ones(1))]);
  assert.deepEqual(Object.keys(remote).sort(), ['anomaly', 'score']);
  assert.deepEqual(remote['anomaly']?.shape, [1, 12, 1000]);
  assert.ok(Math.abs((local['score']?.data[0] ?? 0) - (remote['score']?.data[0] ?? 9)) < 1e-4);
});

test('requests that arrive together get their own rows back', async () => {
  const alone = await here.run('restore', ones(3));
  const together = await Promise.all([1, 2, 3].map((rows) => there.run('restore', ones(rows))));
  together.forEach((outputs, i) => {
    assert.deepEqual(outputs['score']?.shape, [i + 1, 1]);
    outputs['score']?.data.forEach((score, row) => {
      assert.ok(Math.abs(score - (alone['score']?.data[row] ?? 9)) < 1e-4);
    });
  });
});

test('plain JSON works with curl: data in, data out', async () => {
  const inputs = Object.entries(ones(1)).map(([name, { shape, data }]) => {
    return { name, shape, datatype: 'FP32', data: [...data] };
  });
  const response = await fetch(`${server.url}/v2/models/restore/infer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'a', inputs }),
  });
  const answer = (await response.json()) as { id: string; outputs: { name: string; data: number[] }[] };
  assert.equal(response.status, 200);
  assert.equal(answer.id, 'a');
  assert.equal(answer.outputs.find(({ name }) => name === 'anomaly')?.data.length, 12_000);
});

test('wrong inputs are refused with a sentence, not a crash', async () => {
  const post = (body: string) => fetch(`${server.url}/v2/models/statements/infer`, { method: 'POST', body });
  for (const body of [
    '',
    '{',
    '{"inputs":[]}',
    '{"inputs":[{"name":"signal","shape":[1],"datatype":"FP32","data":[1]}]}',
  ]) {
    const response = await post(body);
    assert.equal(response.status, 400);
    assert.match(((await response.json()) as { error: string }).error, /inputs/);
  }
});

test('health, metadata and metrics answer', async () => {
  const get = async (path: string) => (await fetch(server.url + path)).text();
  assert.match(await get('/v2/health/ready'), /true/);
  const metadata = JSON.parse(await get('/v2/models/statements')) as { outputs: { name: string; shape: number[] }[] };
  assert.deepEqual(metadata.outputs[0], { name: 'probabilities', datatype: 'FP32', shape: [-1, 71] });
  assert.match(await get('/metrics'), /ecgraph_inference_requests_total\{model="restore",status="200"\} [1-9]/);
});

test('no server at all is an error that says so', async () => {
  const nowhere = await loadInferenceRuntime({ modelsDir, url: 'http://127.0.0.1:9' });
  await assert.rejects(nowhere.run('restore', ones(1)), /no inference server answered/);
});

test('binary messages survive the way there and back, cut ones are refused', () => {
  const tensors = { signal: { shape: [1, 3], data: Float32Array.of(1, Number.NaN, -2.5) } };
  const { body, jsonLength } = encodeBinary('inputs', tensors);
  const decoded = decodeMessage(body, jsonLength);
  assert.deepEqual([...(decoded?.tensors['signal']?.data ?? [])], [1, Number.NaN, -2.5]);
  assert.equal(decoded?.wantsBinary, true);
  assert.equal(decodeMessage(body.subarray(0, body.length - 4), jsonLength), null);
});

test('a failing pass fails every request in it, and the next batch still runs', async () => {
  let fail = true;
  const runtime = {
    labels: here.labels,
    run: async (_model: string, inputs: Tensors) => {
      if (fail) throw new Error('out of memory');
      return { score: { shape: [inputs['signal']?.shape[0] ?? 0, 1], data: new Float32Array(1) } };
    },
    close: () => Promise.resolve(),
  };
  const run = batched(runtime, { longestWaitMs: 1, mostRows: 4, passes: 1 });
  const failed = await Promise.allSettled([run('restore', ones(1)), run('restore', ones(1))]);
  assert.ok(failed.every(({ status }) => status === 'rejected'));
  fail = false;
  assert.deepEqual((await run('restore', ones(1)))['score']?.shape, [1, 1]);
});

test('as many passes run at once as allowed, and the model that waited longest goes next', async () => {
  const started: string[] = [];
  const free: (() => void)[] = [];
  const runtime = {
    labels: here.labels,
    run: async (model: string, inputs: Tensors) => {
      started.push(`${model} ${inputs['signal']?.shape[0]}`);
      await new Promise<void>((resolve) => free.push(resolve));
      return {};
    },
    close: () => Promise.resolve(),
  };
  const run = batched(runtime, { longestWaitMs: 1, mostRows: 2, passes: 2 });
  const models = ['restore', 'restore', 'restore', 'statements', 'restore', 'restore'] as const;
  const all = models.map((model) => run(model, ones(1)));
  while (started.length < 2) await new Promise((resolve) => setTimeout(resolve, 2));
  assert.deepEqual(started, ['restore 2', 'restore 2']);
  while (started.length < 4) {
    free.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  assert.deepEqual(started.slice(2), ['statements 1', 'restore 1']);
  for (const end of free) end();
  await Promise.all(all);
});
