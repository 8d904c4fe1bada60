import { createHash } from 'node:crypto';
import type { OcrPool, OcrWord } from './ocr-pool.ts';

/** The recogniser of one page. */
export type Recogniser = Pick<OcrPool, 'recognise'>;

/**
 * A recogniser that remembers what it was shown: the parts of a group of numbers (QT/QTc, three axes) are confirmed one by
 * one, each on the same picture of the whole group. Meant for one page, since it keeps every answer.
 */
export function recogniseOnce(ocr: Recogniser): Recogniser {
  const known = new Map<string, Promise<OcrWord[]>>();
  return {
    recognise(picture, mode) {
      const seen = createHash('sha1').update(picture.grey).digest('base64');
      const key = `${mode} ${picture.widthPx} ${seen}`;
      const answer = known.get(key) ?? ocr.recognise(picture, mode);
      known.set(key, answer);
      return answer;
    },
  };
}
