import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

/** The rooms of large stages, in the order in which a page goes through them; files beside the rooms bring them together. */
const STAGES = {
  digitize: {
    rooms: [
      'maths',
      'ink',
      'part',
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
    ],
    openToAll: ['options.ts', 'types.ts'],
  },
  read: {
    rooms: ['ink', 'frame', 'segments', 'words', 'recognise', 'statements', 'sightings', 'settle', 'redaction'],
    openToAll: ['types.ts'],
  },
} as const;
const functions = path.resolve(import.meta.dirname, '../../functions');

/** Files whose values a file uses; what it imports are types alone where the statement or each of its names says so. */
function valueImports(root: string, file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/(?:import|export)\s+(type\s+)?(?:\{([^}]*)\}|\w+|\*[^']*)\s+from\s+'(\.[^']+)'/g)]
    .filter(([, type, names]) => type === undefined && !(names ?? 'value').split(',').every(isType))
    .map(([, , , specifier = '']) => path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier)));
}

const isType = (name: string) => name.trim() === '' || name.trim().startsWith('type ');

for (const [stage, { rooms, openToAll }] of Object.entries(STAGES)) {
  const root = path.join(functions, stage);

  test(`each folder of ${stage} has its place in the order`, () => {
    const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(folders.map(({ name }) => name).sort(), [...rooms].sort());
  });

  test(`a room of ${stage} calls only rooms before it`, () => {
    const broken: string[] = [];
    for (const [order, room] of rooms.entries()) {
      for (const file of globSync(`${room}/**/*.ts`, { cwd: root })) {
        for (const target of valueImports(root, file)) {
          const outside = target.startsWith('..') || openToAll.some((name) => name === target);
          const earlier = rooms.slice(0, order + 1).some((name) => target.startsWith(`${name}/`));
          if (!outside && !earlier) broken.push(`${file} calls ${target}`);
        }
      }
    }
    assert.deepEqual(broken, []);
  });
}
