import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutGridPieces } from '../../../functions/digitize/page-network/grid-pieces.ts';
import type { Piece } from '../../../functions/digitize/page-network/upright-end.ts';

const PX = 8;
const PITCH = { x: PX, y: PX };

/** A straight piece two pixels thick. */
function piece(upright: boolean, atMm: number, fromMm: number, lengthMm: number): Piece {
  const at = Math.round(atMm * PX);
  const [from, to] = [fromMm * PX, (fromMm + lengthMm) * PX - 1];
  const [left, right, top, bottom] = upright ? [at, at + 1, from, to] : [from, to, at, at + 1];
  return { pixels: [], contacts: [], left, right, top, bottom };
}

const GRID = Array.from({ length: 10 }, (_, k) => piece(true, 3 + 5 * k, 40, 3));

test("pieces of a grid's thick lines are told by their step, strokes elsewhere stay", () => {
  const flank = piece(true, 26.5, 30, 2);
  const level = piece(false, 43, 20, 4);
  assert.deepEqual(withoutGridPieces([...GRID, flank, level], PITCH), [flank, level]);
});

test('a few pieces, or many at all places, are no grid', () => {
  const few = GRID.slice(0, 5);
  assert.deepEqual(withoutGridPieces(few, PITCH), few);
  const flanks = Array.from({ length: 14 }, (_, k) => piece(true, 4 + 18.7 * k, 40, 5));
  assert.deepEqual(withoutGridPieces(flanks, PITCH), flanks);
});

test('level lines of a grid go as well, and what is broad stays', () => {
  const lines = Array.from({ length: 9 }, (_, k) => piece(false, 2 + 5 * (k % 3), 12 + 9 * k, 2));
  const broad: Piece = { ...piece(false, 7, 60, 5), bottom: 7 * PX + 6 };
  assert.deepEqual(withoutGridPieces([...lines, broad], PITCH), [broad]);
});
