import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportNames } from '../../functions/cli/export-names.ts';

test('two files of one name do not overwrite each other, on any file system', () => {
  const names = exportNames(['a/ecg.png', 'b/ECG.jpg', 'b/ecg.pdf', 'a/ecg.png']);
  assert.deepEqual([...names.values()], ['ecg', 'ECG-2', 'ecg-3']);
});
