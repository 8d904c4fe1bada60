import type { Lead } from '../../leads.ts';
import type { Component } from '../maths/components.ts';
import { median } from '../maths/median.ts';
import type { LabelEvidence } from './label-evidence.ts';
import { SURE_NAME } from './name-boxes.ts';
import { type Row, rowOfName } from './rows.ts';

/** The stroke of an "I", mm. */
const HEIGHT_MM = { least: 1.5, most: 4.5 };
const WIDEST_MM = 1;
/** Those of "II" and "III" that touch one another fill so much of their box; a wave of a thin pen does not. */
const JOINED_MM = 2.6;
const JOINED_SHARE = 0.6;
/** How far strokes may stand before and behind the middle of "II" or "III" in another row, set flush left or centred. */
const BEFORE_MM = 2.5;
const BEHIND_MM = 2.5;
/** The first column's names stand no further before and behind where even columns would have them, mm. */
const UNEVEN_MM = { before: 6, behind: 2 };
/** Columns are no nearer to one another, mm. */
const LEAST_COLUMN_MM = 30;
/** How much names may differ in their place above their rows, mm. */
const PLACE_MM = 2;
/** A lone stroke where the name belongs is nearly always the name. */
const PROBABILITY = 0.8;

/** Names made of strokes alone that were not recognised. */
export interface StrokeNames {
  /** The name "I", where one row alone has a single stroke, above those of "II" and "III". */
  readonly names: readonly LabelEvidence[];
  /** Their pieces of ink, by index. */
  readonly pieces: readonly number[];
}

/**
 * "I", "II" and "III" are strokes that pass for pieces of a trace. Strokes by themselves that stand to their row as a recognised "II" or "III"
 * stands to its own, in one column with it, are such a name, in rows that have none yet. Where none of the three was recognised, those are that stand
 * to their row, a column before the names of augmented leads, as these and those of V1 to V3 behind them stand to theirs.
 */
export function strokeNames(
  labels: readonly LabelEvidence[],
  rows: readonly Row[],
  components: readonly Component[],
  pitchX: number,
  pitchY: number,
): StrokeNames {
  const sure = labels
    .filter(({ probability }) => probability >= SURE_NAME)
    .map(({ lead, xPx, yPx }) => ({ lead, xPx, ...placeOf(rows, yPx, pitchY) }));
  const known = sure.filter(({ lead }) => lead === 'II' || lead === 'III');
  const isNoneKnown = sure.every(({ lead }) => !MADE_OF_STROKES.includes(lead));
  const models = [
    ...known.map((name) => ({ ...name, beforeMm: BEFORE_MM, behindMm: BEHIND_MM })),
    ...(isNoneKnown ? firstOf(sure, pitchX) : []),
  ];
  const strokes = components.flatMap((piece, index) => {
    const width = (piece.right - piece.left + 1) / pitchX;
    const height = (piece.bottom - piece.top + 1) / pitchY;
    const isJoined = width > WIDEST_MM;
    if (isJoined && (width > JOINED_MM || filledShare(piece) < JOINED_SHARE)) return [];
    if (height < HEIGHT_MM.least || height > HEIGHT_MM.most) return [];
    const xPx = (piece.left + piece.right) / 2;
    const yPx = (piece.top + piece.bottom) / 2;
    const place = placeOf(rows, yPx, pitchY);
    const model = models.find(({ xPx: atPx, lowerPx, beforeMm, behindMm }) => {
      const behind = (xPx - atPx) / pitchX;
      return behind > -beforeMm && behind < behindMm && Math.abs(place.lowerPx - lowerPx) < PLACE_MM * pitchY;
    });
    if (model === undefined) return [];
    const nearMm = Math.max(model.beforeMm, model.behindMm);
    const isNamed = sure.some((name) => Math.abs(xPx - name.xPx) < nearMm * pitchX && name.row === place.row);
    return isNamed ? [] : [{ index, xPx, yPx, row: place.row, isJoined }];
  });
  const alone = strokes.filter(
    ({ row, isJoined }) => !isJoined && strokes.filter((other) => other.row === row).length === 1,
  );
  const [first] = alone;
  const isOne =
    alone.length === 1 &&
    first !== undefined &&
    sure.every(({ lead }) => lead !== 'I') &&
    [...known, ...strokes.filter((stroke) => stroke !== first)].every(({ row }) => first.row < row);
  return {
    names: isOne ? [{ lead: 'I', xPx: first.xPx, yPx: first.yPx, probability: PROBABILITY }] : [],
    pieces: strokes.map(({ index }) => index),
  };
}

const filledShare = ({ left, right, top, bottom, area }: Component): number =>
  area / ((right - left + 1) * (bottom - top));

interface PlacedName {
  readonly lead: Lead;
  readonly xPx: number;
  readonly row: number;
  readonly lowerPx: number;
}

/** Where names of the first column belong by those of the second and the third; none where these do not tell. */
function firstOf(sure: readonly PlacedName[], pitchX: number) {
  const second = sure.filter(({ lead }) => SECOND.includes(lead));
  const third = sure.filter(({ lead }) => THIRD.includes(lead));
  if (second.length < 2 || third.length < 2) return [];
  const at = median(second.map(({ xPx }) => xPx));
  const columnPx = median(third.map(({ xPx }) => xPx)) - at;
  if (columnPx < LEAST_COLUMN_MM * pitchX || at < columnPx) return [];
  const lowerPx = median([...second, ...third].map((name) => name.lowerPx));
  return [{ xPx: at - columnPx, lowerPx, beforeMm: UNEVEN_MM.before, behindMm: UNEVEN_MM.behind }];
}

const MADE_OF_STROKES: readonly Lead[] = ['I', 'II', 'III'];
const SECOND: readonly Lead[] = ['aVR', 'aVL', 'aVF'];
const THIRD: readonly Lead[] = ['V1', 'V2', 'V3'];

/** The row that a name at this height belongs to, and how far below that row's baseline the name stands. */
function placeOf(rows: readonly Row[], yPx: number, pitchY: number): { row: number; lowerPx: number } {
  const { row } = rowOfName(yPx, rows, pitchY);
  return { row, lowerPx: yPx - (rows[row]?.baselinePx ?? 0) };
}
