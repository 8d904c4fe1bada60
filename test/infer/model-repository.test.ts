import assert from 'node:assert/strict';
import { appendFile, cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { modelShapes } from '../../functions/infer/model-shapes.ts';
import { loadInferenceRuntime, MODEL_NAMES } from '../../functions/infer/runtime.ts';
import { ModelUnavailableError } from '../../functions/platform/model-files.ts';

const modelsDir = fileURLToPath(new URL('../../models', import.meta.url));

async function copyOfModels(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'ecgraph-models-'));
  for (const name of ['SHA256SUMS', ...MODEL_NAMES])
    await cp(join(modelsDir, name), join(copy, name), { recursive: true });
  return copy;
}

for (const file of ['restore/1/model.onnx', 'statements/labels.json']) {
  test(`a changed ${file} is refused before it runs`, async () => {
    const copy = await copyOfModels();
    await appendFile(join(copy, file), ' ');
    await assert.rejects(loadInferenceRuntime({ modelsDir: copy }), (error: unknown) => {
      assert.ok(error instanceof ModelUnavailableError);
      assert.equal(error.problem.code, 'MODEL_UNAVAILABLE');
      assert.match(error.problem.message, /checksum/);
      return true;
    });
    await rm(copy, { recursive: true });
  });
}

test('a missing repository is a problem that points to the doctor', async () => {
  await assert.rejects(loadInferenceRuntime({ modelsDir: '/nowhere' }), (error: unknown) => {
    return error instanceof ModelUnavailableError && /doctor/.test(error.problem.hint);
  });
});

for (const model of MODEL_NAMES) {
  test(`models/${model} is what a Triton repository holds: version folder, matching config, card with figures`, async () => {
    const config = await readFile(join(modelsDir, model, 'config.pbtxt'), 'utf8');
    const { inputs, outputs } = modelShapes(model, 71);
    for (const { name, shape } of [...inputs, ...outputs]) {
      assert.ok(config.includes(`name: "${name}" data_type: TYPE_FP32 dims: [ ${shape.slice(1).join(', ')} ]`), name);
    }
    assert.ok((await readdir(join(modelsDir, model))).includes('1'));
    assert.ok((await stat(join(modelsDir, model, '1/model.onnx'))).size <= 12 * 1024 * 1024);
    const card = await readFile(join(modelsDir, model, 'card.md'), 'utf8');
    for (const part of [/Intended use/, /Attribution 4\.0/, /n = 262|137 \/ 116/, /3x4\+1/, /Limits/])
      assert.match(card, part);
  });
}
