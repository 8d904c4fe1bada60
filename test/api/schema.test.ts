import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  buildSchema,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { permissionOfField } from '../../functions/api/auth/policy.ts';
import { breakingChanges } from '../../scripts/schema-changes.ts';

const sdl = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
const schema = buildSchema(sdl);

function membersOf(type: GraphQLNamedType): { name: string; description?: string | null | undefined }[] {
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) return Object.values(type.getFields());
  return isEnumType(type) ? [...type.getValues()] : [];
}

test('every type, field and value of the contract is described', () => {
  const ownTypes = Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name),
  );
  const silent = ownTypes.flatMap((type) => [
    ...(type.description ? [] : [type.name]),
    ...membersOf(type)
      .filter((member) => !member.description)
      .map((member) => `${type.name}.${member.name}`),
  ]);
  assert.ok(ownTypes.length > 40);
  assert.deepEqual(silent, []);
});

test('every way into the data has a permission', () => {
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    assert.ok(root);
    for (const field of Object.keys(root.getFields())) assert.ok(permissionOfField(root.name, field));
  }
});

test('a new root field without a permission stops the start', () => {
  assert.throws(() => permissionOfField('Query', 'everything'), /no permission/);
});

test('a field that disappears is told as a breaking change, a new one is not', () => {
  const without = sdl.replace(
    / {2}"Where it was taken."\n {2}site: String\n {2}"The patient, where/,
    '  "The patient, where',
  );
  assert.notEqual(without, sdl);
  assert.deepEqual(breakingChanges(sdl, without), ['Study.site was removed.']);
  assert.deepEqual(breakingChanges(without, sdl), []);
});
