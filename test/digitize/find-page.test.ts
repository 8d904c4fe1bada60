import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPage } from '../../functions/digitize/find-page.ts';
import type { DigitizedPage } from '../../functions/platform/page-pool.ts';
import { fail, ok, type ProblemCode, type Result } from '../../functions/problems.ts';
import { digitized, PAGE } from '../worker/fake-stages.ts';

type Outcome = number | ProblemCode;

/** A document whose pages come to scores or problems; `tried` are those that were looked at. */
function documentOf(...outcomes: readonly Outcome[]) {
  const tried: number[] = [];
  const found = findPage([...outcomes.keys()], async (page): Promise<Result<DigitizedPage>> => {
    tried.push(page);
    const outcome = outcomes[page]!;
    if (outcome === 'FILE_BROKEN') return fail(outcome);
    if (typeof outcome === 'string') return ok({ page: PAGE, digitized: fail(outcome) });
    return ok({ page: PAGE, digitized: ok(digitized({ page, quality: { score: outcome, leads: {}, reasons: [] } })) });
  });
  return { found, tried };
}

async function outcomeOf(found: Promise<Result<DigitizedPage>>): Promise<number | ProblemCode> {
  const done = await found;
  if (!done.ok) return done.problem.code;
  const { digitized: reading } = done.value;
  return reading.ok ? reading.value.page : reading.problem.code;
}

test('the first page that reads surely is the ECG, and none behind it is tried', async () => {
  const { found, tried } = documentOf('GRID_NOT_FOUND', 0.4, 0.9, 0.95);
  assert.equal(await outcomeOf(found), 2);
  assert.deepEqual(tried, [0, 1, 2]);
});

test('where no page reads surely, the one that reads best is taken, among equals the first', async () => {
  assert.equal(await outcomeOf(documentOf(0.3, 0.6, 0.6, 'FILE_BROKEN').found), 1);
});

test('where no page can be read, the one that came furthest says why', async () => {
  const { found } = documentOf('FILE_BROKEN', 'GRID_NOT_FOUND', 'LAYOUT_NOT_FOUND', 'TRACE_NOT_FOUND');
  assert.equal(await outcomeOf(found), 'LAYOUT_NOT_FOUND');
  assert.equal(await outcomeOf(documentOf('FILE_BROKEN').found), 'FILE_BROKEN');
});

test('no more than eight pages are tried', async () => {
  const { found, tried } = documentOf(...Array<Outcome>(12).fill('GRID_NOT_FOUND'), 0.9);
  assert.equal(await outcomeOf(found), 'GRID_NOT_FOUND');
  assert.equal(tried.length, 8);
});
