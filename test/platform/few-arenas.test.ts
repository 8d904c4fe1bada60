import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const MODULE = new URL('../../functions/platform/few-arenas.ts', import.meta.url).href;
const SCRIPT = `import { withFewArenas } from '${MODULE}'; withFewArenas(); console.log(process.env.MALLOC_ARENA_MAX, process.argv.slice(1).join());`;

function saidBy(arenas: string | undefined): string {
  const { MALLOC_ARENA_MAX: _, ...env } = process.env;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', SCRIPT, 'one', 'two'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: arenas === undefined ? env : { ...env, MALLOC_ARENA_MAX: arenas },
    encoding: 'utf8',
  });
  return stdout.trim();
}

const skip = process.platform !== 'linux' || process.execve === undefined ? 'no such system call here' : false;

test('a process begins anew with few memory arenas and its arguments, unless their number was set', { skip }, () => {
  assert.equal(saidBy(undefined), '2 one,two');
  assert.equal(saidBy('5'), '5 one,two');
});
