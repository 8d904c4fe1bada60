import type { VectorDrawing } from '../../ingest/types.ts';
import type { PageWord } from './page-words.ts';

/** Words of a page whose text the file itself holds: exact, with the width of a run shared out by characters. */
export function vectorWords(drawing: VectorDrawing): PageWord[] {
  return drawing.texts.flatMap(({ text, box }) => {
    const [left, top, width, height] = box;
    const perCharacter = width / Math.max(text.length, 1);
    return [...text.matchAll(/\S+/g)].map(
      (match): PageWord => ({
        text: match[0],
        confidence: 1,
        box: [left + match.index * perCharacter, top, match[0].length * perCharacter, height],
        capHeightPx: height * 0.7,
        segment: -1,
        baselineY: top + height * 0.8,
        slope: 0,
      }),
    );
  });
}
