import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hostileFiles } from '../ingest/hostile-files.ts';
import { jsonLines, runCli } from './run-cli.ts';

const MEMORY_LIMIT_MB = 1500;

test('hostile files get one line each with their problem, in order, within memory, and do not end the run', async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'ecgraph-hostile-'));
  t.after(() => rm(dir, { recursive: true }));
  const hostile = (await hostileFiles()).filter(({ name }) => !name.endsWith('.hea'));
  const files = await Promise.all(
    hostile.map(async ({ name, bytes }) => {
      const path = join(dir, name);
      await writeFile(path, bytes);
      return path;
    }),
  );
  const run = await runCli(['digitize', '--jsonl', '--jobs', '2', ...files, join(dir, 'not-there.png')]);
  assert.equal(run.status, 0, run.stderr);
  const lines = jsonLines(run.stdout);
  assert.deepEqual(
    lines.map((line) => line['file']),
    [...files, join(dir, 'not-there.png')],
  );
  const codes = lines.map((line) => (line['problem'] as { code: string }).code);
  assert.deepEqual(codes, [...hostile.map(({ code }) => code ?? 'FILE_BROKEN'), 'FILE_UNREADABLE']);
  for (const line of lines) {
    assert.equal(line['ok'], false);
    const { message, hint } = line['problem'] as { message: string; hint: string };
    assert.ok(message.length > 10 && hint.length > 10);
  }
  assert.equal(run.stderr, '', 'nothing of this is an unexpected error');
  assert.ok(run.maxRssMb < MEMORY_LIMIT_MB, `${Math.round(run.maxRssMb)} MB`);
});
