import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OcrMode, OcrPicture } from '../../../functions/read/recognise/ocr-pool.ts';
import { recogniseOnce } from '../../../functions/read/recognise/recognise-once.ts';

const picture = (grey: readonly number[], widthPx: number): OcrPicture => ({
  widthPx,
  heightPx: grey.length / widthPx,
  grey: Uint8Array.from(grey),
});

test('one picture is recognised once in each mode, others for themselves', async () => {
  const asked: OcrMode[] = [];
  const ocr = recogniseOnce({
    async recognise({ grey }, mode) {
      asked.push(mode);
      return [{ text: `${grey[0]}`, confidence: 1, left: 0, top: 0, right: 1, bottom: 1 }];
    },
  });
  const [first, again] = await Promise.all([
    ocr.recognise(picture([7, 0, 0, 255], 2), 'digits'),
    ocr.recognise(picture([7, 0, 0, 255], 2), 'digits'),
  ]);
  assert.deepEqual(again, first);
  assert.deepEqual(asked, ['digits']);
  await ocr.recognise(picture([7, 0, 0, 255], 2), 'word');
  await ocr.recognise(picture([7, 0, 0, 255], 4), 'word');
  const [other] = await ocr.recognise(picture([9, 0, 0, 255], 2), 'word');
  assert.equal(other?.text, '9');
  assert.deepEqual(asked, ['digits', 'word', 'word', 'word']);
});
