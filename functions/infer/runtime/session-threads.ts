import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { modelFile } from '../../platform/model-files.ts';
import { createTurns } from '../../platform/turns.ts';
import type { ModelLabels } from '../model-repository.ts';
import { type InferenceRuntime, MODEL_NAMES, type ModelName, type Tensors } from '../runtime.ts';

/** What a thread needs to open the networks. */
export interface ThreadSetting {
  readonly modelsDir: string;
  readonly labels: ModelLabels;
  readonly provider: 'cpu' | 'cuda';
}

/** One pass, as a thread is asked for it. */
export interface PassCall {
  readonly model: ModelName;
  readonly inputs: Tensors;
}

export type PassAnswer = { readonly outputs: Tensors } | { readonly failure: unknown };

/**
 * ONNX Runtime in `count` threads, each with sessions of its own, so that as many passes run at once: in Node.js a pass
 * blocks the thread that asks for it. More calls wait their turn. Throws ModelUnavailableError.
 */
export async function openSessionThreads(setting: ThreadSetting, count: number): Promise<InferenceRuntime> {
  // Here, because a class of errors does not survive the way out of a thread.
  await Promise.all(MODEL_NAMES.map((name) => modelFile(setting.modelsDir, `${name}/1/model.onnx`)));
  const idle = await Promise.all(Array.from({ length: count }, () => openThread(setting)));
  const turns = createTurns(count);
  return {
    labels: setting.labels,
    run: (model, inputs) =>
      turns.take(async () => {
        const free = idle.pop();
        const thread = free === undefined || free.ended() ? await openThread(setting) : free;
        try {
          return await thread.pass({ model, inputs });
        } finally {
          idle.push(thread);
        }
      }),
    // A thread is asked to end, never terminated: that would end the process where it is inside ONNX Runtime.
    close: async () => {
      await Promise.all(idle.map((thread) => thread.close()));
    },
  };
}

interface SessionThread {
  /** Throws what the pass threw, or where the thread ends before it answers. */
  pass(call: PassCall): Promise<Tensors>;
  ended(): boolean;
  close(): Promise<void>;
}

async function openThread(setting: ThreadSetting): Promise<SessionThread> {
  const worker = new Worker(new URL('./session-thread.ts', import.meta.url), { workerData: setting });
  let over = false;
  // Rejected where the thread fails: whoever waits for its answer is told, and the next call opens another.
  const exit = once(worker, 'exit')
    .catch(() => undefined)
    .then(() => {
      over = true;
    });
  const answered = async (): Promise<unknown> => {
    const [answer] = await Promise.race([once(worker, 'message'), exit.then(() => [undefined])]);
    return answer;
  };
  if ((await answered()) !== 'open') throw new Error('a thread could not open the networks');
  return {
    async pass(call) {
      worker.postMessage(call);
      const answer = (await answered()) as PassAnswer | undefined;
      if (answer === undefined) throw new Error('the thread of a pass has ended');
      if ('failure' in answer) throw answer.failure;
      return answer.outputs;
    },
    ended: () => over,
    async close() {
      if (!over) worker.postMessage('close');
      await exit;
    },
  };
}
