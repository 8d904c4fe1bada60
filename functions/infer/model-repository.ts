import { z } from 'zod';
import { ModelUnavailableError, modelFile } from '../platform/model-files.ts';

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

/** Reads `labels.json` of both models. Throws ModelUnavailableError. */
export async function readModelLabels(modelsDir: string): Promise<ModelLabels> {
  return {
    statements: parsed(statementLabels, await modelFile(modelsDir, 'statements/labels.json')),
    restore: parsed(detectionLabels, await modelFile(modelsDir, 'restore/labels.json')),
  };
}

function parsed<T>(schema: z.ZodType<T>, bytes: Buffer): T {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw new ModelUnavailableError('labels.json is malformed.', cause);
  }
}
