import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWriting } from '../../../functions/digitize/marks/print-words.ts';
import { findComponents } from '../../../functions/digitize/maths/components.ts';
import { emptyPlane } from '../../../functions/digitize/maths/plane.ts';

/** The place of a name, whose letter is 18 px high and 12 wide. */
const NAME = { left: 90, right: 130, top: 20, bottom: 60 };

/** Whether a piece is writing: a letter at that place of which all is written, and a line 2 px thick from it down and `besidePx` to the left. */
function isLetterWriting(besidePx: number, isLineWritten: boolean, names = [NAME]): boolean {
  const ink = emptyPlane(200, 160);
  const written = new Uint8Array(ink.values.length);
  const fill = (left: number, top: number, width: number, height: number, isWritten: boolean) => {
    for (let y = top; y < top + height; y++) {
      for (let x = left; x < left + width; x++) {
        ink.values[y * ink.widthPx + x] = 255;
        if (isWritten) written[y * ink.widthPx + x] = 1;
      }
    }
  };
  fill(100, 30, 12, 18, true);
  if (besidePx > 0) {
    fill(104, 48, 2, 52, isLineWritten);
    fill(104 - besidePx, 98, besidePx, 2, isLineWritten);
  }
  const { runs, components } = findComponents(ink, 128);
  assert.equal(components.length, 1);
  return isWriting(runs, components, { written }, ink, names, 8)[0] === 1;
}

test('a letter is writing, and so is what is written beside the place of a name', () => {
  assert.equal(isLetterWriting(0, false), true);
  assert.equal(isLetterWriting(30, true), true);
});

test('the short begin of a trace that a letter of its name hangs on is none', () => {
  assert.equal(isLetterWriting(30, false), false);
  assert.equal(isLetterWriting(30, false, []), true, 'most of it is written, and no name stands there');
  assert.equal(isLetterWriting(2, false), true, 'the bar that it touches is no trace');
});
