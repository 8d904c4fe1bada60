import { InferenceSession, type Tensor } from 'onnxruntime-node';

/** A model that runs on inputs of any size and keeps the memory of the largest. */
export interface SizedSession {
  /** Runs the model with so many threads, one pass at a time. `sizePx` tells which inputs need more memory than others. */
  run(inputs: Readonly<Record<string, Tensor>>, sizePx: number, threads: number): Promise<InferenceSession.ReturnType>;
  close(): Promise<void>;
}

/**
 * A session whose memory arena serves all inputs up to the largest so far. Without the arena every layer's planes are new memory, which costs a third of the
 * pass, and so does an arena that is made for every size. For an input larger than all before a session is opened anew: an arena lays the planes of each beside
 * those of smaller ones, and grew to many times what the largest needs.
 */
export function sizedSession(model: Uint8Array): SizedSession {
  let open: { readonly sizePx: number; readonly threads: number; readonly session: InferenceSession } | null = null;
  const close = async () => {
    const last = open;
    open = null;
    await last?.session.release();
  };
  return {
    async run(inputs, sizePx, threads) {
      if (open === null || open.threads !== threads || open.sizePx < sizePx) {
        await close();
        open = { sizePx, threads, session: await openSession(model, threads) };
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
