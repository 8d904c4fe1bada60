import type { PageWord, TextRow } from './page-words.ts';

/** Labels of a column of axes, by the word that is the label. */
export type AxisColumn = ReadonlyMap<PageWord, 'axisP' | 'axisQrs' | 'axisT'>;

const QRS_LABEL = /^(?:QRS|ORS|R)[:.]?$/;
const P_LABEL = /^P[:.]?$/;
const T_LABEL = /^T[:.]?$/;

/**
 * Finds columns in which P, QRS and T stand below each other: there they name axes, while alone a QRS is a duration.
 * A lone T right below a QRS tells such a column.
 */
export function findAxisColumns(rows: readonly TextRow[]): AxisColumn {
  const labels = new Map<PageWord, 'axisP' | 'axisQrs' | 'axisT'>();
  const words = rows.flatMap((row) => row.words);
  const above = (word: PageWord, pattern: RegExp): PageWord | undefined =>
    words.find((other) => pattern.test(other.text) && standsAbove(other, word));
  for (const word of words) {
    if (!T_LABEL.test(word.text)) continue;
    const qrs = above(word, QRS_LABEL);
    if (!qrs) continue;
    labels.set(word, 'axisT');
    labels.set(qrs, 'axisQrs');
    const p = above(qrs, P_LABEL) ?? words.find((other) => isOneLetter(other) && standsAbove(other, qrs));
    if (p) labels.set(p, 'axisP');
  }
  return labels;
}

/** A letter that stands alone is often misread: above QRS and T, or above PR, it can only be P. */
export function isOneLetter({ text, box, capHeightPx }: PageWord): boolean {
  return box[2] < capHeightPx && box[3] > 0.7 * capHeightPx && !/\d/.test(text);
}

/** Whether a word stands right above another one that begins as far left. */
export function standsAbove(upper: PageWord, lower: PageWord): boolean {
  const drop = lower.box[1] + lower.box[3] - upper.box[1] - upper.box[3];
  return (
    Math.abs(upper.box[0] - lower.box[0]) < 0.9 * lower.capHeightPx &&
    drop > 0.8 * lower.capHeightPx &&
    drop < 3.2 * lower.capHeightPx
  );
}
