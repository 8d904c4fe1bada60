import type { ModelLabels } from '../model-repository.ts';
import type { InferenceRuntime, ModelName, Tensors } from '../runtime.ts';
import { decodeMessage, encodeBinary, JSON_LENGTH_HEADER } from './oip-message.ts';

const TIMEOUT_MS = 30_000;

/**
 * A runtime whose networks run on Open Inference Protocol v2 servers (ecgraph's own, Triton, KServe). Each call goes
 * to the server that answered last and, where it does not answer, to the others in turn; throws when none does.
 */
export function connectToServers(urls: readonly string[], labels: ModelLabels): InferenceRuntime {
  let preferred = 0;
  return {
    labels,
    async run(model, inputs) {
      const failures: unknown[] = [];
      for (let i = 0; i < urls.length; i++) {
        const at = (preferred + i) % urls.length;
        try {
          const outputs = await ask(urls[at] as string, model, inputs);
          preferred = at;
          return outputs;
        } catch (failure) {
          failures.push(failure);
        }
      }
      throw new AggregateError(failures, `no inference server answered for ${model}`);
    },
    close: () => Promise.resolve(),
  };
}

async function ask(url: string, model: ModelName, inputs: Tensors): Promise<Tensors> {
  const { body, jsonLength } = encodeBinary('inputs', inputs);
  const response = await fetch(`${url.replace(/\/$/, '')}/v2/models/${model}/infer`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', [JSON_LENGTH_HEADER]: String(jsonLength) },
    body: new Uint8Array(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = Buffer.from(await response.arrayBuffer());
  if (!response.ok) throw new Error(`the inference server answered ${response.status}`);
  const length = Number(response.headers.get(JSON_LENGTH_HEADER) ?? answer.length);
  const decoded = decodeMessage(answer, length);
  if (decoded === null) throw new Error('the inference server answered with a malformed message');
  return decoded.tensors;
}
