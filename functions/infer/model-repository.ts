import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Problem, problem } from '../problems.ts';

const statement = z.object({
  code: z.string(),
  name: z.string(),
  group: z.enum(['head', 'medium', 'tail']),
  /** SNOMED CT concept, where one is sure. */
  snomed: z.string().optional(),
  threshold: z.number(),
  /** Records with the statement in training (folds 1–8) and in fold 9. */
  trainingRecords: z.number(),
  validationRecords: z.number(),
});

const statementLabels = z.object({ version: z.string(), statements: z.array(statement).min(1) });

const detectionLabels = z.object({
  version: z.string(),
  detection: z.object({
    supervisedWeight: z.number(),
    selfSupervisedWeight: z.number(),
    bias: z.number(),
    threshold: z.number(),
  }),
  localization: z.object({ spanThreshold: z.number() }),
});

/** One SCP statement of the network, in the order of its outputs. */
export type StatementLabel = z.infer<typeof statement>;

/** What the outputs of the networks mean and where they become findings. */
export interface ModelLabels {
  readonly statements: z.infer<typeof statementLabels>;
  readonly restore: z.infer<typeof detectionLabels>;
}

/** A network that cannot be used; `problem` says it to the user. */
export class ModelUnavailableError extends Error {
  readonly problem: Problem;
  constructor(detail: string, cause?: unknown) {
    super(detail, { cause });
    this.name = 'ModelUnavailableError';
    this.problem = problem('MODEL_UNAVAILABLE', detail);
  }
}

/** Reads `labels.json` of both models. Throws ModelUnavailableError. */
export async function readModelLabels(modelsDir: string): Promise<ModelLabels> {
  return {
    statements: parsed(statementLabels, await modelFile(modelsDir, 'statements/labels.json')),
    restore: parsed(detectionLabels, await modelFile(modelsDir, 'restore/labels.json')),
  };
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

function parsed<T>(schema: z.ZodType<T>, bytes: Buffer): T {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw new ModelUnavailableError('labels.json is malformed.', cause);
  }
}
