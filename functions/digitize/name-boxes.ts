import type { Component } from './components.ts';
import type { LabelEvidence } from './label-evidence.ts';
import type { Word } from './print-words.ts';

/** Frame px. */
type Box = Pick<Word, 'left' | 'right' | 'top' | 'bottom'>;

/** About what a letter of a lead's name takes, mm. */
const LETTER_MM = { width: 1.8, height: 3 };
const SURE_NAME = 0.5;

/** Letters reach this far beyond the place where a name of usual print stands, mm. */
const SLACK_MM = 1;
/** No letter is larger, mm. */
const LARGEST_LETTER_MM = { width: 4, height: 5.5 };

function nameBox({ lead, xPx, yPx }: LabelEvidence, pitchX: number, pitchY: number, slackMm = 0): Box {
  const half = (0.5 * LETTER_MM.width * lead.length + slackMm) * pitchX;
  const high = (0.5 * LETTER_MM.height + slackMm) * pitchY;
  return { left: xPx - half, right: xPx + half, top: yPx - high, bottom: yPx + high };
}

/** Marks the pieces of ink that are letters of recognised names: small, by themselves, and where the name stands. */
export function markLetters(
  print: Uint8Array,
  components: readonly Component[],
  labels: readonly LabelEvidence[],
  pitchX: number,
  pitchY: number,
): void {
  const boxes = labels
    .filter(({ probability }) => probability >= SURE_NAME)
    .map((label) => nameBox(label, pitchX, pitchY, SLACK_MM));
  components.forEach(({ left, right, top, bottom }, id) => {
    const isLetter =
      right - left < LARGEST_LETTER_MM.width * pitchX &&
      bottom - top < LARGEST_LETTER_MM.height * pitchY &&
      boxes.some((box) => left >= box.left && right <= box.right && top >= box.top && bottom <= box.bottom);
    if (isLetter) print[id] = 1;
  });
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
    .map((label) => nameBox(label, pitchX, pitchY));
  const apart = (word: Box, name: Box) =>
    word.left > name.right || word.right < name.left || word.top > name.bottom || word.bottom < name.top;
  return [...words.filter((word) => names.every((name) => apart(word, name))), ...names];
}
