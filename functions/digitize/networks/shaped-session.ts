import { InferenceSession, type Tensor } from 'onnxruntime-node';

/** A model that runs on inputs of any shape and keeps the memory of one. */
export interface ShapedSession {
  /** Runs the model with so many threads, one pass at a time. `shape` tells apart inputs of different sizes. */
  run(inputs: Readonly<Record<string, Tensor>>, shape: string, threads: number): Promise<InferenceSession.ReturnType>;
  close(): Promise<void>;
}

/**
 * A session whose memory arena lives as long as inputs keep their shape. Without the arena every layer's planes are new memory, which costs
 * a third of the pass; an arena that sees many shapes keeps the largest planes of each; opening a session anew costs a fiftieth of a pass.
 */
export function shapedSession(model: Uint8Array): ShapedSession {
  let open: { readonly key: string; readonly session: InferenceSession } | null = null;
  const close = async () => {
    const last = open;
    open = null;
    await last?.session.release();
  };
  return {
    async run(inputs, shape, threads) {
      const key = `${shape} ${threads}`;
      if (open?.key !== key) {
        await close();
        open = { key, session: await openSession(model, threads) };
      }
      return open.session.run(inputs);
    },
    close,
  };
}

function openSession(model: Uint8Array, threads: number): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    enableCpuMemArena: true,
    enableMemPattern: false,
    logSeverityLevel: 3,
    // Other pages' threads need the cores between two layers.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
}
