import { availableParallelism } from 'node:os';
import fastify, { type FastifyInstance } from 'fastify';
import { Counter, Histogram, Registry } from 'prom-client';
import { listen } from '../platform/listen.ts';
import { type BatchLimits, batched } from './batcher.ts';
import { readModelLabels } from './model-repository.ts';
import { fitsInputs, modelShapes } from './model-shapes.ts';
import { decodeMessage, encodeBinary, JSON_LENGTH_HEADER } from './runtime/oip-message.ts';
import { openSessionThreads } from './runtime/session-threads.ts';
import { type InferenceRuntime, MODEL_NAMES, type ModelName } from './runtime.ts';

const LARGEST_BODY = 64 * 1024 * 1024;
const LONGEST_WAIT_MS = 2;
/** Rows of a pass: more cost a core as much each, but keep the other cores waiting; a GPU gains from more. */
const MOST_ROWS = { cpu: 8, cuda: 32 };

export interface InferenceServerOptions {
  readonly modelsDir: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Passes at once, each in a thread of its own; default: as many as cores, one on a GPU. */
  readonly passes?: number | undefined;
  /** `cuda` uses the GPU where ONNX Runtime finds one, else the CPU. */
  readonly provider?: 'cpu' | 'cuda' | undefined;
}

/** A running server. */
export interface InferenceServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the networks by the Open Inference Protocol v2 over HTTP, JSON and binary tensors, joining requests that
 * arrive together into one pass; `/metrics` for Prometheus. Throws ModelUnavailableError where a model cannot
 * load, ConfigError where the port cannot be had.
 */
export async function startInferenceServer(options: InferenceServerOptions): Promise<InferenceServer> {
  const { modelsDir, provider = 'cpu' } = options;
  const passes = options.passes ?? (provider === 'cpu' ? availableParallelism() : 1);
  const labels = await readModelLabels(modelsDir);
  const runtime = await openSessionThreads({ modelsDir, labels, provider }, passes);
  const app = inferenceApp(runtime, { longestWaitMs: LONGEST_WAIT_MS, mostRows: MOST_ROWS[provider], passes });
  const url = await listen(app, options.host, options.port).catch(async (error) => {
    await runtime.close();
    throw error;
  });
  return {
    url,
    close: async () => {
      await app.close();
      await runtime.close();
    },
  };
}

/** The protocol's routes over a runtime. */
export function inferenceApp(runtime: InferenceRuntime, limits: BatchLimits): FastifyInstance {
  const app = fastify({ bodyLimit: LARGEST_BODY });
  const run = batched(runtime, limits);
  const registry = new Registry();
  const passes = new Counter({
    name: 'ecgraph_inference_requests_total',
    help: 'Inference requests by model and HTTP status.',
    labelNames: ['model', 'status'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'ecgraph_inference_seconds',
    help: 'Time from request to answer.',
    labelNames: ['model'],
    buckets: [0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28],
    registers: [registry],
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.get('/v2', () => ({ name: 'ecgraph', version: '1', extensions: ['binary_tensor_data'] }));
  app.get('/v2/health/live', () => ({ live: true }));
  app.get('/v2/health/ready', () => ({ ready: true }));
  app.get('/metrics', async (_request, reply) => {
    return reply.type(registry.contentType).send(await registry.metrics());
  });

  const versionOf = (model: ModelName) => runtime.labels[model].version;
  for (const model of MODEL_NAMES) {
    const shapes = modelShapes(model, runtime.labels.statements.statements.length);
    for (const path of [`/v2/models/${model}`, `/v2/models/${model}/versions/1`]) {
      app.get(path, () => ({ name: model, versions: ['1'], platform: 'onnxruntime_onnx', ...shapes }));
      app.get(`${path}/ready`, () => ({ name: model, ready: true }));
      app.post<{ Body: Buffer }>(`${path}/infer`, async (request, reply) => {
        const stop = seconds.startTimer({ model });
        const length = Number(request.headers[JSON_LENGTH_HEADER] ?? request.body.length);
        const asked = decodeMessage(request.body, length);
        if (asked === null || !fitsInputs(asked.tensors, shapes.inputs)) {
          passes.inc({ model, status: '400' });
          return reply.code(400).send({ error: `the inputs are not those that ${model} takes` });
        }
        const outputs = await run(model, asked.tensors);
        passes.inc({ model, status: '200' });
        stop();
        const answer = { ...(asked.id === undefined ? {} : { id: asked.id }), model_name: model, model_version: '1' };
        if (asked.wantsBinary) {
          const { body, jsonLength } = encodeBinary('outputs', outputs, answer);
          return reply.type('application/octet-stream').header(JSON_LENGTH_HEADER, jsonLength).send(body);
        }
        const listed = Object.entries(outputs).map(([name, { shape, data }]) => {
          return { name, shape, datatype: 'FP32', data: [...data] };
        });
        return { ...answer, parameters: { ecgraph_version: versionOf(model) }, outputs: listed };
      });
    }
  }
  return app;
}
