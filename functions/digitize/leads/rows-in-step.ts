import { quickPart } from './quick-part.ts';
import { rowOffsets, type SignalOfRow } from './row-offsets.ts';
import { inStep, type RowSignal, rowSkew, shiftedBy } from './row-skew.ts';
import { rowSway } from './row-sway.ts';

/** Puts signals of a page's rows into step. */
export type Straightening = <T extends RowSignal & Pick<SignalOfRow, 'row'>>(rows: readonly T[]) => T[];

/**
 * How the rows of a page are put into step that were printed or photographed askew: by one skew, by how it sways along the page, and by what single rows are off
 * besides. All are told by the quick part of the traces alone, since slow wander hides what their steep parts tell of time. Null where none of them is clear.
 */
export function rowsInStep(signals: readonly SignalOfRow[]): Straightening | null {
  const quick = signals.map((signal) => ({ ...signal, mv: quickPart(signal.mv) }));
  const skew = rowSkew(quick);
  const sway = rowSway(skew === 0 ? quick : inStep(quick, () => skew));
  const isAskew = skew !== 0 || sway !== null;
  const squared: Straightening = (rows) => (isAskew ? inStep(rows, (timeS) => skew + (sway?.(timeS) ?? 0)) : [...rows]);
  const offsets = rowOffsets(squared(quick));
  if (offsets === null) return isAskew ? squared : null;
  return (rows) =>
    squared(rows).map((one) => {
      const late = offsets.get(one.row) ?? 0;
      return { ...one, mv: shiftedBy(one.mv, late) };
    });
}
