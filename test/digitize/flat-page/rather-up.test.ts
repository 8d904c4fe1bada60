import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRatherUp, mayLieOtherwise, type WayRead } from '../../../functions/digitize/flat-page/rather-up.ts';

const NONE = { begin: 0, end: 0 };
const way = (score: number, names: number, beside = NONE, pulses = 0): WayRead => ({
  score,
  names,
  beside,
  pulses,
  isOneLead: false,
});

test('a page is tried the other way up where it reads badly and no names say that it is upright', () => {
  assert.equal(mayLieOtherwise(way(0.4, 0)), true);
  assert.equal(mayLieOtherwise(way(0.6, 0)), true);
  assert.equal(mayLieOtherwise(way(0.6, 1)), false);
  assert.equal(mayLieOtherwise(way(0.1, 3)), false);
});

test('names that are read only upside down turn a page, however badly it reads both ways', () => {
  assert.equal(isRatherUp(way(0.08, 0), way(0.22, 9), true), true);
  assert.equal(isRatherUp(way(0.7, 0), way(0.6, 3), true), true);
  assert.equal(isRatherUp(way(0.08, 1), way(0.22, 9), true), false);
  assert.equal(isRatherUp(way(0.7, 0), way(0.5, 3), true), false);
  assert.equal(isRatherUp(way(0.7, 0), way(0, 9), true), false);
});

test('without names a page is turned where it reads far better, unless a person stated its boxes', () => {
  const [own, other] = [way(0.3, 0), way(0.65, 0)];
  assert.equal(isRatherUp(own, other, true), true);
  assert.equal(isRatherUp(own, other, false), false);
  assert.equal(isRatherUp({ ...own, score: 0.45 }, other, true), false);
});

test('a page that cannot be read as it lies is turned where it can', () => {
  assert.equal(isRatherUp(way(0, 0), way(0.4, 0), true), true);
  assert.equal(isRatherUp(way(0, 0), way(0.2, 0), true), false);
  assert.equal(isRatherUp(way(0.1, 0), way(0.4, 0), true), false);
  assert.equal(isRatherUp(way(0, 0), { ...way(0.1, 0), isOneLead: true }, true), true);
});

test('a page that cannot be read as it lies is turned where names stand where rows begin', () => {
  const named = way(0.02, 0, { begin: 2, end: 0 });
  assert.equal(isRatherUp(way(0, 0), named, true), true);
  assert.equal(isRatherUp(way(0, 0), { ...named, beside: { begin: 1, end: 0 } }, true), false, 'one may be a stroke');
  assert.equal(isRatherUp(way(0, 0), { ...named, beside: { begin: 2, end: 2 } }, true), false);
  assert.equal(isRatherUp(way(0, 0), { ...named, score: 0.001 }, true), false, 'and it is to be read there');
  assert.equal(isRatherUp(way(0.01, 0), named, true), false, 'it can be read as it lies');
});

test('names that read the same upside down turn a page on which they stand where rows end', () => {
  const own = way(0.46, 0, { begin: 0, end: 1 });
  assert.equal(isRatherUp(own, way(0.5, 0, { begin: 1, end: 0 }), true), true);
  assert.equal(isRatherUp(own, way(0.5, 0, NONE), true), false, 'they are to be read where rows begin');
  assert.equal(isRatherUp(own, way(0.2, 0, { begin: 1, end: 0 }), true), false, 'and the page as well');
  assert.equal(isRatherUp(way(0.46, 0, { begin: 1, end: 0 }), way(0.5, 0, { begin: 1, end: 0 }), true), false);
});

test('rows of one lead lie otherwise only if they read better so, whatever passes for a name beside them', () => {
  const oneLead = (score: number, begin: number, end: number): WayRead => ({
    ...way(score, 0),
    beside: { begin, end },
    isOneLead: true,
  });
  assert.equal(isRatherUp(oneLead(0.26, 0, 0), oneLead(0.51, 0, 0), true), true);
  assert.equal(isRatherUp(oneLead(0.4, 0, 1), oneLead(0.38, 1, 0), true), false);
});

test('a page lies the way in which alone its pulses stand, unless names contradict it', () => {
  const own = way(0.5, 0, { begin: 0, end: 1 });
  const standing = way(0.3, 0, NONE, 1);
  assert.equal(isRatherUp(own, standing, true), true);
  assert.equal(isRatherUp(own, { ...standing, pulses: 0 }, true), false);
  assert.equal(isRatherUp({ ...own, pulses: 1 }, standing, true), false, 'they stand both ways');
  assert.equal(isRatherUp({ ...own, beside: { begin: 1, end: 0 } }, standing, true), false);
  assert.equal(isRatherUp({ ...own, names: 1 }, standing, true), false);
  assert.equal(isRatherUp(own, { ...standing, score: 0.2 }, true), false, 'and is to be read as well');
});
