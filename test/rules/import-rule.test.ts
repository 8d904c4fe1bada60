import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

/** The stages in the order of the data. */
const STAGES = ['ingest', 'digitize', 'read', 'measure', 'infer', 'record', 'export'];
const OPEN_TO_ALL = ['functions/problems.ts', 'functions/leads.ts'];
const root = path.resolve(import.meta.dirname, '../..');

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1] ?? '');
  return specifiers.map((specifier) => path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier)));
}

function sources(pattern: string): string[] {
  return globSync(pattern, { cwd: root }).filter((file) => !/(dist|generated|node_modules)\//.test(file));
}

test('a stage imports the platform, problems, leads, itself, and only the types of earlier stages', () => {
  const broken: string[] = [];
  for (const [order, stage] of STAGES.entries()) {
    for (const file of sources(`functions/${stage}/**/*.ts`)) {
      for (const target of importsOf(file)) {
        const own = target.startsWith(`functions/${stage}/`);
        const shared = target.startsWith('functions/platform/') || OPEN_TO_ALL.includes(target);
        const earlier = STAGES.slice(0, order).some((name) => target === `functions/${name}/types.ts`);
        if (!own && !shared && !earlier) broken.push(`${file} imports ${target}`);
      }
    }
  }
  assert.deepEqual(broken, []);
});

test('nothing but the api itself and the command line imports the api', () => {
  const broken = sources('functions/**/*.ts').flatMap((file) =>
    file.startsWith('functions/api/') || file.startsWith('functions/cli')
      ? []
      : importsOf(file)
          .filter((target) => target.startsWith('functions/api/'))
          .map((target) => `${file} imports ${target}`),
  );
  assert.deepEqual(broken, []);
});

test('the platform and the synthesiser know no stage', () => {
  const stageImport = /^functions\/(ingest|digitize|read|measure|infer|record|export|api|worker)\//;
  const broken = [...sources('functions/platform/**/*.ts'), ...sources('synth/**/*.ts')].flatMap((file) =>
    importsOf(file)
      .filter((target) => stageImport.test(target) && !target.endsWith('/types.ts'))
      .map((target) => `${file} imports ${target}`),
  );
  assert.deepEqual(broken, []);
});
