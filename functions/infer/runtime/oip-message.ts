import { z } from 'zod';
import type { Tensor, Tensors } from '../runtime.ts';

/** Header that parts the JSON from the binary tensors behind it (KServe's binary tensor data extension). */
export const JSON_LENGTH_HEADER = 'inference-header-content-length';

const described = z.object({
  name: z.string(),
  shape: z.array(z.number().int().nonnegative()),
  datatype: z.literal('FP32'),
  parameters: z.object({ binary_data_size: z.number().int().nonnegative().optional() }).loose().optional(),
  data: z.array(z.unknown()).optional(),
});

/** The JSON of an inference request, or of its answer, of the Open Inference Protocol v2. */
const message = z.object({
  id: z.string().optional(),
  inputs: z.array(described).optional(),
  outputs: z.array(z.object({ name: z.string() }).loose()).optional(),
  parameters: z.object({ binary_data_output: z.boolean().optional() }).loose().optional(),
});

/** A message's body and the length of its JSON part. */
export interface EncodedMessage {
  readonly body: Buffer;
  readonly jsonLength: number;
}

/** Tensors as a request (`inputs`) or an answer (`outputs`), their values in binary behind the JSON. */
export function encodeBinary(kind: 'inputs' | 'outputs', tensors: Tensors, extra: object = {}): EncodedMessage {
  const parts = Object.entries(tensors);
  const json = Buffer.from(
    JSON.stringify({
      ...extra,
      [kind]: parts.map(([name, { shape, data }]) => ({
        name,
        shape,
        datatype: 'FP32',
        parameters: { binary_data_size: data.byteLength },
      })),
      ...(kind === 'inputs' ? { parameters: { binary_data_output: true } } : {}),
    }),
  );
  const values = parts.map(([, { data }]) => Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  return { body: Buffer.concat([json, ...values]), jsonLength: json.length };
}

/** A decoded message: its tensors, and whether the other side wants binary values back. Null where it is malformed. */
export interface DecodedMessage {
  readonly id: string | undefined;
  readonly tensors: Tensors;
  readonly wantsBinary: boolean;
}

/** Reads a request or an answer, of JSON or binary values or both. Null where it is malformed. */
export function decodeMessage(body: Buffer, jsonLength: number): DecodedMessage | null {
  const json = parseJson(body.subarray(0, jsonLength));
  if (json === null) return null;
  const listed = message.safeParse(json);
  const asAnswer = z.object({ outputs: z.array(described) }).safeParse(json);
  if (!listed.success) return null;
  const parts = listed.data.inputs ?? (asAnswer.success ? asAnswer.data.outputs : []);
  const tensors: Record<string, Tensor> = {};
  let offset = jsonLength;
  for (const part of parts) {
    const size = part.parameters?.binary_data_size;
    const data = size === undefined ? flat(part.data ?? []) : floats(body, offset, size);
    offset += size ?? 0;
    if (data === null || data.length !== part.shape.reduce((product, n) => product * n, 1)) return null;
    tensors[part.name] = { shape: part.shape, data };
  }
  const wantsBinary =
    listed.data.parameters?.binary_data_output === true ||
    (listed.data.outputs ?? []).some(
      (output) => (output['parameters'] as { binary_data?: boolean } | undefined)?.binary_data === true,
    );
  return { id: listed.data.id, tensors, wantsBinary };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

function floats(body: Buffer, offset: number, size: number): Float32Array | null {
  if (size % 4 !== 0 || offset + size > body.length) return null;
  const data = new Float32Array(size / 4);
  body.copy(Buffer.from(data.buffer), 0, offset, offset + size);
  return data;
}

function flat(data: readonly unknown[]): Float32Array | null {
  const values = data.flat(Number.POSITIVE_INFINITY);
  return values.every((value) => typeof value === 'number') ? Float32Array.from(values) : null;
}
