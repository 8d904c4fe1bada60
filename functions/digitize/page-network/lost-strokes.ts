import type { LabelEvidence } from '../marks/label-evidence.ts';
import { darkPixels } from '../maths/dark-pixels.ts';
import type { Plane } from '../maths/plane.ts';
import { withoutGridPieces } from './grid-pieces.ts';
import { goesOnUpright, type Piece } from './upright-end.ts';

/** Share of a full stroke from which a pixel is inked. */
const INKED = 0.42;
/** Share of its ink from which a pixel was left to the trace. */
const LEFT = 0.9;
/** A piece is a stroke when it is no thicker than this, mm, going there and back. */
const MOST_THICKNESS_MM = 0.7;
const MOST_LENGTH_MM = 40;
/** A piece that touches the trace in one place only may be a letter: the network must be sure that it is none, by this mean probability, and no name was read there. */
const MOST_TEXT = 0.15;
/** A bar or a pulse that stands by the end of a trace touches it as well: so much of what the network says of a piece, on the mean, tells one. */
const MOST_MARK = 0.15;
/** Where colours do not tell the grid the rims of strokes are ragged: what is shorter than this, mm, is of one. */
const RIM_MM = 1;
/** Places of contact are this far apart, mm. */
const APART_MM = 1.2;
/** A trace full of noise passes for writing. A piece this long at least has no gap as lines of letters have, and stands where no other trace is, mm. */
const NOISE_MM = { joiningTwo: 3, joiningOne: 8, most: 120, tall: 8 };
/** Columns of such a piece that hold trace beside it, at most, and how near to it, mm. */
const SHARED_COLUMNS = 0.2;
const BESIDE_MM = 2;

/** Half of a name's place: letters' width each, and height, mm. */
const NAME_MM = { perLetter: 1.6, height: 3 };

/** What ink is given back. */
export type LostInk = 'strokes and noise' | 'long strokes and noise' | 'noise';

type Pitch = { readonly x: number; readonly y: number };

/**
 * Gives ink back to the trace that the network left out of it: parts of steep strokes, tips of narrow waves. A piece of such ink is connected to
 * what surely is trace and as thin as a pen; between two places of the trace it belongs there, whatever the network says. So does what ends an upright stroke, and
 * what is full of noise and goes on along the row. Only for ink without the grid: its lines are thin and touch traces as well. `what`: noise alone where remnants of the grid may pass
 * for strokes, long ones where colours do not tell it but hardly any is left.
 */
export function giveBackStrokes(
  ink: Plane,
  trace: Plane,
  written: Uint8Array,
  names: readonly LabelEvidence[],
  { textAt, markAt }: { readonly [what in 'textAt' | 'markAt']: (x: number, y: number) => number },
  level: number,
  pitch: Pitch,
  what: LostInk = 'strokes and noise',
): void {
  const { widthPx: w, heightPx: h, values } = ink;
  const least = Math.ceil(INKED * level);
  const isInked = (at: number) => (values[at] as number) >= least;
  const isLeft = (at: number) => (trace.values[at] as number) >= LEFT * (values[at] as number);
  const isTrace = (at: number) => isInked(at) && isLeft(at);
  const isLetter = ({ pixels }: Piece) => {
    let text = 0;
    for (const at of pixels) {
      const x = at % w;
      const y = (at - x) / w;
      if (names.some((name) => isAt(name, x, y, pitch))) return true;
      text += textAt(x, y);
    }
    return text > MOST_TEXT * pixels.length;
  };
  const isMark = ({ pixels }: Piece) =>
    pixels.reduce((sum, at) => sum + markAt(at % w, Math.floor(at / w)), 0) > MOST_MARK * pixels.length;
  const seen = new Uint8Array(w * h);
  const given: Piece[] = [];
  const next = darkPixels(values, least);
  for (let y = 1; y < h - 1; y++) {
    const end = y * w + w - 1;
    for (let at = next(y * w + 1, end); at < end; at = next(at + 1, end)) {
      if (seen[at] === 1 || isLeft(at)) continue;
      if (!(isTrace(at - 1) || isTrace(at + 1) || isTrace(at - w) || isTrace(at + w))) continue;
      const piece = gather(ink, at, seen, isInked, isLeft);
      const isLost =
        what !== 'noise' &&
        (what !== 'long strokes and noise' || isLong(piece, pitch)) &&
        isStroke(piece, pitch) &&
        !isMark(piece) &&
        (joinsTwoPlaces(piece, w, APART_MM * pitch.x) || !isLetter(piece) || goesOnUpright(piece, ink, isTrace, pitch));
      if (isLost || isNoisyTrace(piece, ink, isTrace, pitch)) given.push(piece);
    }
  }
  for (const { pixels } of withoutGridPieces(given, pitch)) {
    for (const at of pixels) {
      for (let o = at - 1; o <= at + 1; o++) {
        trace.values[o] = values[o] as number;
        written[o] = 0;
      }
    }
  }
}

/** The connected inked pixels not left to the trace, and pixels of the trace that they touch. */
function gather(
  { widthPx: w, heightPx: h }: Plane,
  start: number,
  seen: Uint8Array,
  isInked: (at: number) => boolean,
  isLeft: (at: number) => boolean,
): Piece {
  const pixels = [start];
  const contacts: number[] = [];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  seen[start] = 1;
  for (let k = 0; k < pixels.length; k++) {
    const at = pixels[k] as number;
    const x = at % w;
    const y = (at - x) / w;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    for (let row = Math.max(0, y - 1); row <= Math.min(h - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(w - 1, x + 1); column++) {
        const next = row * w + column;
        if (seen[next] === 1 || !isInked(next)) continue;
        if (isLeft(next)) {
          contacts.push(next);
          continue;
        }
        seen[next] = 1;
        pixels.push(next);
      }
    }
  }
  return { pixels, contacts, left, right, top, bottom };
}

const isLong = ({ left, right, top, bottom }: Piece, pitch: Pitch): boolean =>
  right + 1 - left >= RIM_MM * pitch.x || bottom + 1 - top >= RIM_MM * pitch.y;

function isStroke({ pixels, left, right, top, bottom }: Piece, pitch: Pitch): boolean {
  const width = right + 1 - left;
  const height = bottom + 1 - top;
  const there = Math.max(width, height);
  return pixels.length <= 2 * there * MOST_THICKNESS_MM * pitch.x && there <= MOST_LENGTH_MM * pitch.y;
}

/** Whether a piece goes on along the row, to trace at both its ends or for long, where no other trace is. */
function isNoisyTrace(
  { contacts, left, right, top, bottom }: Piece,
  { widthPx: w, heightPx: h }: Plane,
  isTrace: (at: number) => boolean,
  pitch: Pitch,
): boolean {
  const widthMm = (right + 1 - left) / pitch.x;
  if (widthMm > NOISE_MM.most || bottom + 1 - top > NOISE_MM.tall * pitch.y) return false;
  const nearEnd = APART_MM * pitch.x;
  const joinsEnds =
    contacts.some((at) => (at % w) - left < nearEnd) && contacts.some((at) => right - (at % w) < nearEnd);
  if (widthMm < (joinsEnds ? NOISE_MM.joiningTwo : NOISE_MM.joiningOne)) return false;
  const beside = Math.round(BESIDE_MM * pitch.y);
  const [from, to] = [Math.max(0, top - beside), Math.min(h - 1, bottom + beside)];
  let shared = 0;
  for (let x = left; x <= right; x++) {
    let y = from;
    while (y <= to && !isTrace(y * w + x)) y++;
    if (y <= to) shared++;
  }
  return shared <= SHARED_COLUMNS * (right + 1 - left);
}

function joinsTwoPlaces({ contacts }: Piece, w: number, apartPx: number): boolean {
  const [first = 0] = contacts;
  return contacts.some(
    (at) => Math.hypot((at % w) - (first % w), Math.floor(at / w) - Math.floor(first / w)) > apartPx,
  );
}

function isAt({ lead, xPx, yPx }: LabelEvidence, x: number, y: number, pitch: Pitch): boolean {
  return Math.abs(x - xPx) < NAME_MM.perLetter * lead.length * pitch.x && Math.abs(y - yPx) < NAME_MM.height * pitch.y;
}
