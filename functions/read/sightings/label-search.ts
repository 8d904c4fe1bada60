import { editDistance, squeezeText } from '../words/fold-text.ts';
import { squeezeRow, type TextRow, wordAt } from '../words/page-words.ts';
import { LABEL_KINDS, type LabelKind, spellingsOf } from './labels.ts';

/** A label found in a row: what it announces and the characters of `row.text` that it covers. */
export interface LabelHit {
  readonly kind: LabelKind;
  readonly from: number;
  /** Index after the last character. */
  readonly to: number;
  readonly firstWord: number;
}

/** A row with the labels found in it. */
export interface LabelledRow {
  readonly row: TextRow;
  readonly labels: readonly LabelHit[];
}

/** What stands between columns in a row's text: no label goes over it. */
const COLUMN_SPACE = '   ';

interface Spelling {
  readonly kind: LabelKind;
  readonly squeezed: string;
  /** Recogniser errors that are forgiven; short labels must be exact. */
  readonly slack: number;
}

const SPELLINGS: readonly Spelling[] = LABEL_KINDS.flatMap((kind) =>
  spellingsOf(kind)
    .flatMap(withMisreadSlash)
    .map((spelling) => squeezeText(spelling))
    .flatMap(withMisreadC)
    .flatMap(withMisreadQ)
    .flatMap(withMisreadS)
    .map((squeezed) => ({ kind, squeezed, slack: slackOf(squeezed) })),
).sort((a, b) => b.squeezed.length - a.squeezed.length);

/** A digit in a label says which lead is meant, and any error may be in it. */
function slackOf(squeezed: string): number {
  if (/\d/.test(squeezed)) return 0;
  return squeezed.length >= 12 ? 2 : squeezed.length >= 6 ? 1 : 0;
}

/** The small c of QTc is read as e or o more often than as itself on low scans, and the label is too short for slack. */
function withMisreadC(squeezed: string): string[] {
  if (!squeezed.includes('qtc')) return [squeezed];
  return ['qtc', 'qte', 'qto', 'qtec'].map((read) => squeezed.replace('qtc', read));
}

/** The tail of a Q is lost on low scans: ORS is no word of its own. */
function withMisreadQ(squeezed: string): string[] {
  return squeezed.startsWith('qrs') ? [squeezed, squeezed.replace('qrs', 'ors')] : [squeezed];
}

/** Strokes between letters are read as I ("PIQRSIT", "QTIQTe"), and short labels forgive no more errors. */
function withMisreadSlash(spelling: string): string[] {
  return spelling.includes('/') ? [spelling, spelling.replaceAll('/', 'I')] : [spelling];
}

/** The S of SV1 is read as the digit that it looks like, or behind RV5 as no letter at all ("§"), beside one that is meant; labels with digits have no slack. */
function withMisreadS(squeezed: string): string[] {
  if (!squeezed.includes('sv1')) return [squeezed];
  const lost = squeezed.includes('rv5') ? [squeezed.replace('sv1', 'v1')] : [];
  return [squeezed, squeezed.replace('sv1', '5v1'), ...lost];
}

/** The labels of a row, left to right; where two overlap, an exact one stands before one with errors, and a longer before a shorter. */
export function findLabels(row: TextRow): LabelHit[] {
  const { text, at } = squeezeRow(row);
  const taken = new Uint8Array(text.length);
  const hits: LabelHit[] = [];
  for (const forgiving of [false, true]) {
    for (const spelling of SPELLINGS) {
      const slack = forgiving ? spelling.slack : 0;
      if (forgiving && slack === 0) continue;
      for (let from = 0; from + spelling.squeezed.length - slack <= text.length; from++) {
        if (taken[from] || !startsWord(row.text, at[from] as number)) continue;
        const ends = (length: number): boolean => {
          const to = (at[from + length - 1] as number) + 1;
          const crosses = row.text.slice(at[from], to).includes(COLUMN_SPACE);
          return !crosses && endsWord(row.text, to) && !taken.subarray(from, from + length).some(Boolean);
        };
        const length = matchLength(text, from, spelling.squeezed, slack, ends);
        if (length === 0) continue;
        const to = (at[from + length - 1] as number) + 1;
        taken.fill(1, from, from + length);
        hits.push({ kind: spelling.kind, from: at[from] as number, to, firstWord: wordAt(row, at[from] as number) });
      }
    }
  }
  return hits.sort((a, b) => a.from - b.from);
}

/** How many squeezed characters the label covers at `from`; 0 when it does not stand there. */
function matchLength(
  text: string,
  from: number,
  label: string,
  slack: number,
  ends: (length: number) => boolean,
): number {
  if (text.startsWith(label, from) && ends(label.length)) return label.length;
  if (slack === 0 || text[from] !== label[0]) return 0;
  for (const length of [label.length, label.length - 1, label.length + 1]) {
    // A digit at the end belongs to the value that the label runs into.
    if (from + length > text.length || /\d/.test(text[from + length - 1] as string)) continue;
    if (editDistance(text.slice(from, from + length), label, slack) <= slack && ends(length)) return length;
  }
  return 0;
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] as string);
}

/** A label may run straight into its value ("HR72"), never into more letters. */
function endsWord(text: string, at: number): boolean {
  return at >= text.length || !/\p{L}/u.test(text[at] as string);
}
