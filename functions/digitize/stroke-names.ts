import type { Component } from './components.ts';
import type { LabelEvidence } from './label-evidence.ts';
import { SURE_NAME } from './name-boxes.ts';
import { type Row, rowOfName } from './rows.ts';

/** The stroke of an "I", mm. */
const HEIGHT_MM = { least: 1.5, most: 4.5 };
const WIDEST_MM = 1;
/** How far strokes may stand before and behind the middle of "II" or "III" in another row, set flush left or centred. */
const BEFORE_MM = 2.5;
const BEHIND_MM = 2.5;
/** How much names of one column may differ in their place above their rows, mm. */
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
 * stands to its own, in one column with it, are such a name, in rows that have none yet.
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
  const models = sure.filter(({ lead }) => lead === 'II' || lead === 'III');
  const strokes = components.flatMap((piece, index) => {
    const width = (piece.right - piece.left + 1) / pitchX;
    const height = (piece.bottom - piece.top + 1) / pitchY;
    if (width > WIDEST_MM || height < HEIGHT_MM.least || height > HEIGHT_MM.most) return [];
    const xPx = (piece.left + piece.right) / 2;
    const yPx = (piece.top + piece.bottom) / 2;
    const place = placeOf(rows, yPx, pitchY);
    const nearColumn = (name: { readonly xPx: number }) => {
      const behind = (xPx - name.xPx) / pitchX;
      return behind > -BEFORE_MM && behind < BEHIND_MM;
    };
    const isInPlace = models.some(
      (name) => nearColumn(name) && Math.abs(place.lowerPx - name.lowerPx) < PLACE_MM * pitchY,
    );
    const isNamed = sure.some((name) => nearColumn(name) && name.row === place.row);
    return isInPlace && !isNamed ? [{ index, xPx, yPx, row: place.row }] : [];
  });
  const alone = strokes.filter(({ row }) => strokes.filter((other) => other.row === row).length === 1);
  const [first] = alone;
  const isOne =
    alone.length === 1 &&
    first !== undefined &&
    sure.every(({ lead }) => lead !== 'I') &&
    models.every(({ row }) => first.row < row);
  return {
    names: isOne ? [{ lead: 'I', xPx: first.xPx, yPx: first.yPx, probability: PROBABILITY }] : [],
    pieces: strokes.map(({ index }) => index),
  };
}

/** The row that a name at this height belongs to, and how far below that row's baseline the name stands. */
function placeOf(rows: readonly Row[], yPx: number, pitchY: number): { row: number; lowerPx: number } {
  const { row } = rowOfName(yPx, rows, pitchY);
  return { row, lowerPx: yPx - (rows[row]?.baselinePx ?? 0) };
}
