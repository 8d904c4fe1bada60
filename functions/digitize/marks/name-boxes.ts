import type { LabelEvidence } from './label-evidence.ts';
import type { Box, Word } from './print-words.ts';

/** About what a letter of a lead's name takes, mm. */
export const LETTER_MM = { width: 1.8, height: 3 };
/** The largest letters of lead names, mm. */
export const LARGEST_MM = { width: 2.9, height: 5 };
export const SURE_NAME = 0.5;

/** The places of recognised names, as large as names are at most, and which names those are. */
export function largestNameBoxes(
  labels: readonly LabelEvidence[],
  pitchX: number,
  pitchY: number,
): (Box & { readonly label: LabelEvidence })[] {
  return labels
    .filter(({ probability }) => probability >= SURE_NAME)
    .map((label) => ({ ...nameBox(label, LARGEST_MM, pitchX, pitchY), label }));
}

function nameBox({ lead, xPx, yPx }: LabelEvidence, letterMm: typeof LETTER_MM, pitchX: number, pitchY: number): Box {
  const half = 0.5 * letterMm.width * lead.length * pitchX;
  const high = 0.5 * letterMm.height * pitchY;
  return { left: xPx - half, right: xPx + half, top: yPx - high, bottom: yPx + high };
}

/** Words of the print; where a lead's name was recognised, the name in place of what its ink looked like. */
export function nameBoxes(
  words: readonly Word[],
  labels: readonly LabelEvidence[],
  pitchX: number,
  pitchY: number,
): Box[] {
  const names = labels
    .filter(({ probability }) => probability >= SURE_NAME)
    .map((label) => nameBox(label, LETTER_MM, pitchX, pitchY));
  const apart = (word: Box, name: Box) =>
    word.left > name.right || word.right < name.left || word.top > name.bottom || word.bottom < name.top;
  return [...words.filter((word) => names.every((name) => apart(word, name))), ...names];
}
