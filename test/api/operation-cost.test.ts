import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSchema, parse } from 'graphql';
import { operationCost } from '../../functions/api/graphql/operation-cost.ts';

const schema = buildSchema(`
  type Query { viewer: Person studies(first: Int = 25): Page }
  type Page { edges: [Edge!]! total: Int }
  type Edge { node: Study }
  type Study { id: ID person: Person }
  type Person { name: String studies(first: Int = 25): Page }
`);

function cost(query: string, variables: Record<string, unknown> = {}) {
  return operationCost(schema, { document: parse(query), variables });
}

test('a page counts in full, whether its size is written down, a variable, or the default', () => {
  const query = (first: string) => `query($n: Int) { studies${first} { edges { node { id } } } }`;
  assert.equal(cost('{ viewer { name } }'), 2);
  assert.equal(cost(query('(first: 100)')), 1 + 100 * 3);
  assert.equal(cost(query('(first: $n)'), { n: 100 }), 1 + 100 * 3);
  assert.equal(cost(query('')), 1 + 25 * 3);
});

test('pages within pages multiply, also through fragments', () => {
  const nested =
    '{ studies(first: 100) { edges { node { person { studies(first: 100) { edges { node { id } } } } } } } }';
  assert.equal(cost(nested), 1 + 100 * (3 + 1 + 100 * 3));
  const spread =
    '{ studies(first: 10) { ...page } } fragment page on Page { edges { node { id ... on Study { id } } } total }';
  assert.equal(cost(spread), 1 + 10 * 5);
});

test('fragments that spread each other twice are counted without taking exponential time', () => {
  const levels = 60;
  const fragments = Array.from(
    { length: levels },
    (_, i) => `fragment f${i} on Person { a: name ...f${i + 1} ...f${i + 1} }`,
  );
  const query = `{ viewer { ...f0 } } ${fragments.join(' ')} fragment f${levels} on Person { name }`;
  assert.ok((cost(query) ?? 0) > 1e15);
});

test('an operation that cannot be executed has no cost', () => {
  assert.equal(cost('query($n: Int!) { studies(first: $n) { total } }'), null);
});
