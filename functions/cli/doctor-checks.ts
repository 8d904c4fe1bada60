import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../platform/config.ts';

/** One thing that the product needs. */
export interface Check {
  readonly name: string;
  /** What to do when it fails. */
  readonly advice: string;
  /** Says what it found; throws, with a sentence, when that is not enough. */
  readonly run: () => Promise<string>;
}

const OLDEST_NODE = 24;
const LEAST_FREE_GB = 2;
const SERVER_LIMIT_MS = 5000;

/** All checks in the order in which they are shown. The libraries are loaded only by the check that needs them. */
export const CHECKS: readonly Check[] = [
  {
    name: 'Node.js',
    advice: 'Run it by `npm run ecgraph`, which puts the pinned Node.js 24 in front.',
    run: async () => {
      const major = Number(process.versions.node.split('.')[0]);
      if (major < OLDEST_NODE) throw new Error(`version ${process.versions.node}`);
      return `version ${process.versions.node}`;
    },
  },
  {
    name: 'picture decoder',
    advice: 'Run `npm ci` on this machine: the decoder is built for another system.',
    run: async () => {
      const { default: sharp } = await import('sharp');
      return `libvips ${sharp.versions.vips}`;
    },
  },
  {
    name: 'PDF reader',
    advice: 'Run `npm ci`: the PDFium file is missing or damaged.',
    run: async () => {
      const { startPdfium } = await import('../ingest/pdfium.ts');
      await startPdfium(256 * 1024 * 1024);
      return 'PDFium starts';
    },
  },
  {
    name: 'text recognition',
    advice: 'Run `npm ci`: the English data of the recogniser is missing.',
    run: async () => {
      const { createOcrPool } = await import('../read/recognise/ocr-pool.ts');
      const pool = createOcrPool({ size: 1 });
      const paper = { widthPx: 64, heightPx: 32, grey: new Uint8Array(64 * 32).fill(255) };
      await pool.recognise(paper, 'line').finally(() => pool.close());
      return 'English data load';
    },
  },
  {
    name: 'models',
    advice: 'Fetch the models folder again: `git checkout -- models`, or set MODELS_DIR.',
    run: async () => {
      const { modelsDir } = readConfig();
      const sums = await readFile(join(modelsDir, 'SHA256SUMS'), 'utf8');
      const lines = sums.split('\n').filter((line) => line !== '');
      for (const line of lines) {
        const [digest, name = ''] = line.split(/\s+/);
        const bytes = await readFile(join(modelsDir, name));
        if (createHash('sha256').update(bytes).digest('hex') !== digest) throw new Error(`${name} differs`);
      }
      return `${lines.length} files as they should be`;
    },
  },
  {
    name: 'inference',
    advice: 'Start the server that INFERENCE_URL names, or unset it to run the models in process.',
    run: async () => {
      const { inferenceUrl } = readConfig();
      if (inferenceUrl === null) {
        await import('onnxruntime-node');
        return 'ONNX Runtime in process';
      }
      const ready = new URL('/v2/health/ready', inferenceUrl);
      const answer = await fetch(ready, { signal: AbortSignal.timeout(SERVER_LIMIT_MS) });
      if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
      return 'the server is ready';
    },
  },
  {
    name: 'database',
    advice: 'Check DATABASE_URL, or unset it to use the PostgreSQL that comes with ecgraph.',
    run: async () => {
      const { databaseUrl } = readConfig();
      if (databaseUrl === null) return embeddedDatabase();
      const { default: pg } = await import('pg');
      const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: SERVER_LIMIT_MS });
      await client.connect();
      const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
      await client.end();
      return `PostgreSQL ${rows[0]?.server_version ?? ''} answers`;
    },
  },
  {
    name: 'disk',
    advice: 'Free some space, or set VAR_DIR to a larger disk that you may write to.',
    run: async () => {
      const { varDir } = readConfig();
      await mkdir(varDir, { recursive: true });
      await access(varDir, constants.W_OK);
      const { bavail, bsize } = await statfs(varDir);
      const freeGb = (bavail * bsize) / 1e9;
      if (freeGb < LEAST_FREE_GB) throw new Error(`${freeGb.toFixed(1)} GB free`);
      return `${freeGb.toFixed(0)} GB free`;
    },
  },
];

async function embeddedDatabase(): Promise<string> {
  const { findPostgresBinaries } = await import('../platform/database/postgres-binaries.ts');
  await access(findPostgresBinaries().postgres, constants.X_OK);
  return 'the PostgreSQL that comes with ecgraph';
}
