import type { ModelLabels } from './model-repository.ts';
import { readModelLabels } from './model-repository.ts';
import { openSessions } from './runtime/in-process.ts';
import { connectToServers } from './runtime/oip-client.ts';

/** The networks, by the names of their folders in `models/`. */
export const MODEL_NAMES = ['statements', 'restore'] as const;

export type ModelName = (typeof MODEL_NAMES)[number];

/** A dense 32-bit tensor, last axis fastest. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Tensors by name. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** Runs the networks, in this process or on inference servers. */
export interface InferenceRuntime {
  readonly labels: ModelLabels;
  /** The model's outputs. The first axis of every tensor is the batch. Throws where the model cannot answer now. */
  run(model: ModelName, inputs: Tensors): Promise<Tensors>;
  close(): Promise<void>;
}

export interface InferenceOptions {
  /** The model repository: `models/` of this project. */
  readonly modelsDir: string;
  /** Open Inference Protocol v2 servers, several parted by commas: tried in order. Unset: ONNX Runtime in this process. */
  readonly url?: string | undefined;
  /** Threads of one pass in this process. */
  readonly threads?: number | undefined;
}

/**
 * Loads the networks' labels and opens the networks. Throws ModelUnavailableError (`.problem` is MODEL_UNAVAILABLE)
 * where a file is missing, malformed or differs from `models/SHA256SUMS`.
 */
export async function loadInferenceRuntime(options: InferenceOptions): Promise<InferenceRuntime> {
  const labels = await readModelLabels(options.modelsDir);
  const urls = (options.url ?? '').split(',').flatMap((url) => url.trim() || []);
  if (urls.length > 0) return connectToServers(urls, labels);
  return openSessions(options.modelsDir, labels, options.threads ?? 1);
}
