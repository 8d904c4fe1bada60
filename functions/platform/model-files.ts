import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Problem, problem } from '../problems.ts';

/** A network that cannot be used; `problem` says it to the user. */
export class ModelUnavailableError extends Error {
  readonly problem: Problem;
  constructor(detail: string, cause?: unknown) {
    super(detail, { cause });
    this.name = 'ModelUnavailableError';
    this.problem = problem('MODEL_UNAVAILABLE', detail);
  }
}

/** Bytes of a file of the repository, once they agree with `SHA256SUMS`. Throws ModelUnavailableError. */
export async function modelFile(modelsDir: string, name: string): Promise<Buffer> {
  const [sums, bytes] = await Promise.all([readOrFail(modelsDir, 'SHA256SUMS'), readOrFail(modelsDir, name)]);
  const line = sums
    .toString('utf8')
    .split('\n')
    .find((entry) => entry.endsWith(`  ${name}`));
  if (line === undefined) throw new ModelUnavailableError(`SHA256SUMS has no line for ${name}.`);
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (!line.startsWith(digest)) throw new ModelUnavailableError(`The checksum of ${name} differs.`);
  return bytes;
}

async function readOrFail(modelsDir: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(modelsDir, name));
  } catch (cause) {
    throw new ModelUnavailableError(`${name} cannot be read.`, cause);
  }
}
