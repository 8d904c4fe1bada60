import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../functions/infer/diagnose.ts';
import type { ModelLabels } from '../../functions/infer/model-repository.ts';
import type { WindowOutputs } from '../../functions/infer/networks.ts';

const CODES = ['NORM', 'SR', 'AFIB', 'CLBBB', 'CRBBB', 'SBRAD', 'LVH'];
const labels = {
  statements: {
    version: '1',
    statements: CODES.map((code) => ({
      code,
      name: code,
      group: 'head' as const,
      threshold: 0.3,
      trainingRecords: 9,
      validationRecords: 9,
    })),
  },
} as unknown as ModelLabels;

function positives(...windows: Partial<Record<string, number>>[]): string[] {
  const outputs = windows.map((window) => {
    return { probabilities: Float32Array.from(CODES, (code) => window[code] ?? 0.01) } as unknown as WindowOutputs;
  });
  return diagnose(outputs, labels)
    .filter(({ positive }) => positive)
    .map(({ code }) => code)
    .sort();
}

test('left and right bundle branch block do not stand together: the surer one stays', () => {
  assert.deepEqual(positives({ CLBBB: 0.6, CRBBB: 0.9, SR: 0.9 }), ['CRBBB', 'SR']);
});

test('sinus rhythm and atrial fibrillation do not stand together', () => {
  assert.deepEqual(positives({ SR: 0.4, AFIB: 0.8 }), ['AFIB']);
});

test('a normal ECG yields to a surer abnormal statement, and outdoes a weaker one', () => {
  assert.deepEqual(positives({ NORM: 0.5, LVH: 0.8 }), ['LVH']);
  assert.deepEqual(positives({ NORM: 0.9, LVH: 0.4 }), ['NORM']);
});

test('a normal ECG may be slow', () => {
  assert.deepEqual(positives({ NORM: 0.9, SBRAD: 0.9 }), ['NORM', 'SBRAD']);
});

test('what shows in one of three windows counts, what shows in one of nine does not decide', () => {
  const quiet = { SR: 0.9 };
  assert.ok(positives({ AFIB: 0.95 }, quiet, quiet).includes('AFIB'));
  assert.ok(!positives({ AFIB: 0.6 }, ...Array(8).fill(quiet)).includes('AFIB'));
});
