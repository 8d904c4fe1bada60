import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

/** What a room may call: the rooms before it, in the order in which a page goes through them. */
const ROOMS = [
  'maths',
  'ink',
  'grid',
  'sheet',
  'marks',
  'page-network',
  'flat-page',
  'layout',
  'trace',
  'leads',
  'calibration',
  'stated',
  'networks',
  'vector',
];
const OPEN_TO_ALL = ['options.ts', 'types.ts'];
const root = path.resolve(import.meta.dirname, '../../functions/digitize');

/** Files whose values a file uses; what it imports are types alone where the statement or each of its names says so. */
function valueImports(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/(?:import|export)\s+(type\s+)?(?:\{([^}]*)\}|\w+|\*[^']*)\s+from\s+'(\.[^']+)'/g)]
    .filter(([, type, names]) => type === undefined && !(names ?? 'value').split(',').every(isType))
    .map(([, , , specifier = '']) => path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier)));
}

const isType = (name: string) => name.trim() === '' || name.trim().startsWith('type ');

test('each folder of digitize has its place in the order', () => {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.deepEqual(folders.map(({ name }) => name).sort(), ROOMS.toSorted());
});

test('a room of digitize calls only rooms before it', () => {
  const broken: string[] = [];
  for (const [order, room] of ROOMS.entries()) {
    for (const file of globSync(`${room}/**/*.ts`, { cwd: root })) {
      for (const target of valueImports(file)) {
        const outside = target.startsWith('..') || OPEN_TO_ALL.includes(target);
        const earlier = ROOMS.slice(0, order + 1).some((name) => target.startsWith(`${name}/`));
        if (!outside && !earlier) broken.push(`${file} calls ${target}`);
      }
    }
  }
  assert.deepEqual(broken, []);
});
