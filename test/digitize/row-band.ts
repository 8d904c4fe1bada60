import type { RowBand } from '../../functions/digitize/trace/row-trace.ts';

/** The band of a row at a height of 70 px on a plane of 90 × 90 px, with no other row near. */
export const ROW_BAND: RowBand = {
  top: 0,
  bottom: 90,
  left: 4,
  right: 84,
  baselinePx: 70,
  spaceAbovePx: 200,
  spaceBelowPx: 200,
  crowded: false,
};
