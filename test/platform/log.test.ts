import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';

const log = path.resolve(import.meta.dirname, '../../functions/platform/log.ts');

test('neither an error text nor a field with patient data reaches the log, and standard output stays empty', () => {
  const script = `
    const { openLog } = await import(${JSON.stringify(log)});
    const error = Object.assign(new Error('Key (recordNumber)=(MRN-4711) exists'), { code: '23505' });
    openLog().error({ err: error, studyId: 'abc', field: { text: 'Jane Doe' }, recordNumber: 'MRN-4711' }, 'failed');`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  assert.equal(stdout, '');
  assert.doesNotMatch(stderr, /MRN-4711|Jane Doe/);
  const line = JSON.parse(stderr);
  assert.deepEqual([line.msg, line.studyId, line.err.code, line.err.type], ['failed', 'abc', '23505', 'Error']);
});
