import type { PaperBounds } from '../grid/paper-bounds.ts';
import type { PaperMap } from '../grid/paper-map.ts';
import type { Plane } from '../maths/plane.ts';
import { frameMm } from './frame-mm.ts';
import type { Frame } from './rectify.ts';

/** A line of pixels beside the grid is a darker table's where this share of those beside it are this dark, */
const DARK_SHARE = 0.7;
const DARK = 110;
/** for this far on end, mm: frames around grids are thinner. */
const LEAST_MM = 2;
/** Pixels so far apart along a line tell enough. */
const STEP_PX = 4;

/**
 * The frame with nothing beyond the edges of its sheet, where a darker table or a scanner's lid lies beside the grid: no row begins or ends there. `ends` is
 * where the grid ends, mm, unbound on sides where that is not known; there the frame stays as it is.
 */
export function offTable(frame: Frame, map: PaperMap, ends: PaperBounds): Frame {
  const { ink, pitchPx } = frame;
  const { widthPx: w, heightPx: h } = ink;
  const { columnAt, rowAt } = frameMm(frame, map);
  const [left, right] = [columnAt(ends.left), columnAt(ends.right)];
  const [top, bottom] = [rowAt(ends.top), rowAt(ends.bottom)];
  const columnShare = (x: number) => darkShare(ink, top * w + x, bottom - top, w);
  const rowShare = (y: number) => darkShare(ink, y * w + left, right - left, 1);
  const sheet = {
    left: tableFrom(left, -1, 0, LEAST_MM * pitchPx.x, columnShare) + 1,
    right: tableFrom(right, 1, w, LEAST_MM * pitchPx.x, columnShare),
    top: tableFrom(top, -1, 0, LEAST_MM * pitchPx.y, rowShare) + 1,
    bottom: tableFrom(bottom, 1, h, LEAST_MM * pitchPx.y, rowShare),
  };
  return sheet.left <= 0 && sheet.right >= w && sheet.top <= 0 && sheet.bottom >= h
    ? frame
    : { ...frame, ink: blankBeyond(ink, sheet) };
}

/** Share of the pixels that are dark along a line of `count`, each `stride` after the one before. */
function darkShare({ values }: Plane, first: number, count: number, stride: number): number {
  let dark = 0;
  let seen = 0;
  for (let k = 0; k < count; k += STEP_PX, seen++) if ((values[first + k * stride] as number) > DARK) dark++;
  return seen === 0 ? 0 : dark / seen;
}

/** The first line, outwards, of those of a table; one past the last towards `end` where there is none. */
function tableFrom(
  from: number,
  step: 1 | -1,
  end: number,
  leastPx: number,
  shareAt: (line: number) => number,
): number {
  let run = 0;
  for (let at = from; step > 0 ? at < end : at >= end; at += step) {
    run = shareAt(at) >= DARK_SHARE ? run + 1 : 0;
    if (run >= leastPx) return at - step * (run - 1);
  }
  return step > 0 ? end : end - 1;
}

/** A plane of which only a part keeps its values. */
function blankBeyond({ widthPx, heightPx, values }: Plane, { left, top, right, bottom }: PaperBounds): Plane {
  const kept = new Uint8Array(values.length);
  for (let y = Math.max(0, top); y < Math.min(heightPx, bottom); y++)
    kept.set(values.subarray(y * widthPx + left, y * widthPx + right), y * widthPx + left);
  return { widthPx, heightPx, values: kept };
}
