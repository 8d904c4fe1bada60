import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRatherUp, mayLieOtherwise } from '../../../functions/digitize/flat-page/rather-up.ts';

test('a page is tried the other way up where it reads badly and no names say that it is upright', () => {
  assert.equal(mayLieOtherwise({ score: 0.4, names: 0 }), true);
  assert.equal(mayLieOtherwise({ score: 0.6, names: 0 }), true);
  assert.equal(mayLieOtherwise({ score: 0.6, names: 1 }), false);
  assert.equal(mayLieOtherwise({ score: 0.1, names: 3 }), false);
});

test('names that are read only upside down turn a page, however badly it reads both ways', () => {
  assert.equal(isRatherUp({ score: 0.08, names: 0 }, { score: 0.22, names: 9 }, true), true);
  assert.equal(isRatherUp({ score: 0.7, names: 0 }, { score: 0.6, names: 3 }, true), true);
  assert.equal(isRatherUp({ score: 0.08, names: 1 }, { score: 0.22, names: 9 }, true), false);
  assert.equal(isRatherUp({ score: 0.7, names: 0 }, { score: 0.5, names: 3 }, true), false);
  assert.equal(isRatherUp({ score: 0.7, names: 0 }, { score: 0, names: 9 }, true), false);
});

test('without names a page is turned where it reads far better, unless a person stated its boxes', () => {
  const [own, other] = [
    { score: 0.3, names: 0 },
    { score: 0.65, names: 0 },
  ];
  assert.equal(isRatherUp(own, other, true), true);
  assert.equal(isRatherUp(own, other, false), false);
  assert.equal(isRatherUp({ ...own, score: 0.45 }, other, true), false);
});
