import path from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';

const positive = z.coerce.number().int().positive();

/** Every setting of the product, with the environment variable that sets it, its default and its meaning. */
const ENVIRONMENT = z.object({
  /** Address that the API listens on. Only this machine unless told otherwise. */
  HOST: z.string().default('127.0.0.1'),
  /** Port of the API and console; 0 takes a free one. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  /** How clients reach the API, for the URLs that it hands out; derived from host and port when unset. */
  PUBLIC_URL: z.url().optional(),
  /** PostgreSQL to use; unset: a PostgreSQL of our own in VAR_DIR/postgres. */
  DATABASE_URL: z.string().min(1).optional(),
  /** Connections that one process opens to the database. */
  DATABASE_POOL: positive.default(10),
  /** Everything that the process keeps: database, blobs, keys. */
  VAR_DIR: z.string().default('var'),
  /** Open Inference Protocol endpoints, parted by commas; unset: the models run in this process. */
  INFERENCE_URL: z.string().min(1).optional(),
  /** The model repository. */
  MODELS_DIR: z.string().default(path.resolve(import.meta.dirname, '../../models')),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** Largest file that is taken, in bytes. */
  UPLOAD_MAX_BYTES: positive.default(50_000_000),
  /** Seconds for which an upload URL is good. */
  UPLOAD_TTL_S: positive.default(900),
  /** Studies that one worker process works on at a time. */
  WORKER_CONCURRENCY: positive.default(2),
  /** How often a job is begun again after passing failures before it counts as failed. */
  WORKER_RETRIES: positive.default(6),
  /** Seconds that one step may take. */
  STEP_TIMEOUT_S: positive.default(120),
  /** Worker threads for decoding and digitizing. */
  PAGE_THREADS: positive.default(2),
  /** Heap limit of one such thread in MB. */
  PAGE_THREAD_MB: positive.default(1024),
  /**
   * Whether names, birth dates and record numbers are stored as printed: `off`, or `on`, sealed with a key in VAR_DIR. Signers and
   * administrators can read them then, each look is in the audit trail. Switched off again, nothing of it is told any more.
   */
  STORE_IDENTITY: z.enum(['off', 'on']).default('off'),
});

/** The settings of a process. All paths are absolute. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  readonly databaseUrl: string | null;
  readonly databasePool: number;
  readonly varDir: string;
  readonly blobsDir: string;
  /** 32 random bytes, made when missing: signs upload URLs and sessions. */
  readonly signingKeyFile: string;
  readonly inferenceUrl: string | null;
  readonly modelsDir: string;
  readonly logLevel: string;
  readonly uploadMaxBytes: number;
  readonly uploadTtlS: number;
  readonly workerConcurrency: number;
  readonly workerRetries: number;
  readonly stepTimeoutS: number;
  readonly pageThreads: number;
  readonly pageThreadMb: number;
  readonly storeIdentity: boolean;
  /** 32 random bytes, made when identities are stored for the first time: without them what is stored of identities cannot be read. */
  readonly identityKeyFile: string;
}

/**
 * Reads the settings from the environment. An empty variable counts as unset.
 * Throws ConfigError when one has a value that cannot be used.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = ENVIRONMENT.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  }
  const e = parsed.data;
  const varDir = path.resolve(e.VAR_DIR);
  return {
    host: e.HOST,
    port: e.PORT,
    publicUrl: e.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    databaseUrl: e.DATABASE_URL ?? null,
    databasePool: e.DATABASE_POOL,
    varDir,
    blobsDir: path.join(varDir, 'blobs'),
    signingKeyFile: path.join(varDir, 'signing-key'),
    inferenceUrl: e.INFERENCE_URL ?? null,
    modelsDir: path.resolve(e.MODELS_DIR),
    logLevel: e.LOG_LEVEL,
    uploadMaxBytes: e.UPLOAD_MAX_BYTES,
    uploadTtlS: e.UPLOAD_TTL_S,
    workerConcurrency: e.WORKER_CONCURRENCY,
    workerRetries: e.WORKER_RETRIES,
    stepTimeoutS: e.STEP_TIMEOUT_S,
    pageThreads: e.PAGE_THREADS,
    pageThreadMb: e.PAGE_THREAD_MB,
    storeIdentity: e.STORE_IDENTITY === 'on',
    identityKeyFile: path.join(varDir, 'identity-key'),
  };
}
