import type { LabelHit, LabelledRow } from '../sightings/label-search.ts';
import type { Field } from '../types.ts';
import { editDistance, foldText } from '../words/fold-text.ts';
import { boxAround, gapBefore, type PageWord, type TextRow } from '../words/page-words.ts';
import { FINDING_WORDS, STATEMENT_WORDS } from './statement-lexicon.ts';

/** Column gap, in cap heights, that ends a statement. */
const COLUMN_GAP = 2.6;
/** Share of a line's words that must be known. */
const KNOWN_SHARE = 0.65;

/** Lines that are no interpretation although they use its words. */
const NOT_STATEMENTS =
  /^(?:ecg report|12[- ]?lead ecg|ecg|resting ecg|.*\baxes\b|.*\binterval|.*duration|vent.* rate|no previous ecgs? available|(?:un)?confirmed.*|.*confirmed by.*|.*diagnosis)$/;

/** A statement: the line as its words most likely read, and as recognised. */
export interface Statement {
  readonly text: string;
  readonly raw: string;
  readonly confidence: number;
  readonly words: readonly PageWord[];
}

/** The interpretation lines of the page, top to bottom; words that the recogniser got nearly right are put right. */
export function findStatements(rows: readonly LabelledRow[]): Statement[] {
  return rows.flatMap(({ row, labels }) => columns(row).flatMap((words) => statementOf(words, row, labels) ?? []));
}

/** The interpretation lines as one field. */
export function readStatements(statements: readonly Statement[]): Field {
  if (statements.length === 0) return { value: null, reason: 'absent' };
  return {
    value: statements.map(({ text }) => text),
    confidence: Math.min(...statements.map(({ confidence }) => confidence)),
    text: statements.map(({ raw }) => raw).join('\n'),
    box: boxAround(statements.flatMap(({ words }) => words)),
  };
}

function columns(row: TextRow): PageWord[][] {
  const columnsOfRow: PageWord[][] = [];
  row.words.forEach((word, index) => {
    if (index === 0 || gapBefore(row, index) > COLUMN_GAP) columnsOfRow.push([word]);
    else columnsOfRow.at(-1)?.push(word);
  });
  return columnsOfRow;
}

function statementOf(words: readonly PageWord[], row: TextRow, labels: readonly LabelHit[]): Statement | null {
  const raw = words.map(({ text }) => text).join(' ');
  const first = row.words.indexOf(words[0] as PageWord);
  const labelled = labels.some(
    (hit) => hit.firstWord === first && hit.kind !== 'name' && hit.kind !== 'acquired' && hit.kind !== 'other',
  );
  if (labelled || NOT_STATEMENTS.test(foldText(raw).trim())) return null;
  let known = 0;
  let counted = 0;
  let findings = 0;
  const corrected = words.map((word) => {
    const core = /^([^\p{L}\d]*)(.*?)([^\p{L}\d]*)$/su.exec(word.text);
    const bare = core?.[2] ?? '';
    if (!/\p{L}/u.test(bare)) return word.text;
    const pieces = bare.split(/([/,.-])/).map((piece) => {
      const folded = foldText(piece);
      if (!/[a-z]/.test(folded)) return piece;
      counted++;
      const match = lookUp(folded);
      if (match === null) return piece;
      known++;
      if (FINDING_WORDS.has(match)) findings++;
      return match === folded ? piece : inCaseOf(piece, match);
    });
    return `${core?.[1] ?? ''}${pieces.join('')}${core?.[3] ?? ''}`;
  });
  if (findings === 0 || known < KNOWN_SHARE * counted || counted < 2 || raw.length < 8) return null;
  const confidence = words.reduce((sum, word) => sum + word.confidence, 0) / words.length;
  return { text: bareStatement(corrected.join(' ')), raw, confidence, words };
}

/** Dots, dashes and stars around a statement are the cart's dress; "***" before a warning is kept. */
function bareStatement(text: string): string {
  return text.replace(/^(?!\*{3})[\s.*•·—–-]+/, '').replace(/[\s*•·—–-]+$/, '');
}

function lookUp(folded: string): string | null {
  if (STATEMENT_WORDS.has(folded)) return folded;
  if (folded.length < 5) return null;
  const limit = folded.length >= 9 ? 2 : 1;
  let best: string | null = null;
  let nearest = limit + 1;
  for (const word of STATEMENT_WORDS) {
    const distance = editDistance(folded, word, Math.min(limit, nearest - 1));
    if (distance < nearest) {
      best = word;
      nearest = distance;
    }
  }
  return best;
}

function inCaseOf(printed: string, word: string): string {
  if (printed === printed.toUpperCase()) return word.toUpperCase();
  return /^\p{Lu}/u.test(printed) ? (word[0] as string).toUpperCase() + word.slice(1) : word;
}
