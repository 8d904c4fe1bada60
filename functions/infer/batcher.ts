import type { InferenceRuntime, ModelName, Tensors } from './runtime.ts';

/** How long a first request waits for others, the most rows of one pass, and how many passes run at once over all models. */
export interface BatchLimits {
  readonly longestWaitMs: number;
  readonly mostRows: number;
  readonly passes: number;
}

interface Waiting {
  readonly since: number;
  readonly inputs: Tensors;
  readonly rows: number;
  readonly resolve: (outputs: Tensors) => void;
  readonly reject: (failure: unknown) => void;
}

/**
 * Joins requests of the same model that arrive close together into one pass and parts its outputs again. Requests
 * must agree in input names and in every axis but the first. While all passes are taken, the next batches gather; the
 * model whose first request waited longest goes next, whatever the others weigh.
 */
export function batched(runtime: InferenceRuntime, limits: BatchLimits): InferenceRuntime['run'] {
  const queues = new Map<ModelName, Waiting[]>();
  let running = 0;

  function drain(): void {
    while (running < limits.passes) {
      const next = longestWaiting(queues);
      if (next === undefined) return;
      void pass(next.model, takeBatch(next.queue, limits.mostRows));
    }
  }

  async function pass(model: ModelName, batch: readonly Waiting[]): Promise<void> {
    running++;
    try {
      const outputs = await runtime.run(model, joined(batch));
      let row = 0;
      for (const request of batch) {
        request.resolve(part(outputs, row, request.rows));
        row += request.rows;
      }
    } catch (failure) {
      for (const request of batch) request.reject(failure);
    } finally {
      running--;
      drain();
    }
  }

  return (model, inputs) =>
    new Promise((resolve, reject) => {
      const rows = Object.values(inputs)[0]?.shape[0] ?? 0;
      const queue = queues.get(model) ?? [];
      queues.set(model, queue);
      queue.push({ since: performance.now(), inputs, rows, resolve, reject });
      if (queue.length === 1) setTimeout(drain, limits.longestWaitMs);
    });
}

function longestWaiting(queues: ReadonlyMap<ModelName, Waiting[]>) {
  let first: { model: ModelName; queue: Waiting[]; since: number } | undefined;
  for (const [model, queue] of queues) {
    const since = queue[0]?.since;
    if (since !== undefined && (first === undefined || since < first.since)) first = { model, queue, since };
  }
  return first;
}

function takeBatch(queue: Waiting[], mostRows: number): Waiting[] {
  const batch: Waiting[] = [];
  let rows = 0;
  for (let next = queue[0]; next !== undefined; next = queue[0]) {
    if (batch.length > 0 && rows + next.rows > mostRows) break;
    batch.push(next);
    rows += next.rows;
    queue.shift();
  }
  return batch;
}

function joined(batch: readonly Waiting[]): Tensors {
  const [first] = batch;
  if (first === undefined || batch.length === 1) return first?.inputs ?? {};
  return Object.fromEntries(
    Object.entries(first.inputs).map(([name, { shape }]) => {
      const parts = batch.map(({ inputs }) => inputs[name]?.data ?? new Float32Array(0));
      const data = new Float32Array(parts.reduce((length, piece) => length + piece.length, 0));
      let at = 0;
      for (const piece of parts) {
        data.set(piece, at);
        at += piece.length;
      }
      return [name, { shape: [batch.reduce((sum, { rows }) => sum + rows, 0), ...shape.slice(1)], data }];
    }),
  );
}

function part(outputs: Tensors, row: number, rows: number): Tensors {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { shape, data }]) => {
      const width = shape.slice(1).reduce((product, n) => product * n, 1);
      return [name, { shape: [rows, ...shape.slice(1)], data: data.subarray(row * width, (row + rows) * width) }];
    }),
  );
}
