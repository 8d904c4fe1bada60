import type { Frame } from '../flat-page/rectify.ts';
import { toFrame } from '../flat-page/to-frame.ts';
import type { Plane } from '../maths/plane.ts';
import type { StatedBlock } from '../options.ts';
import type { Stretch } from '../trace/stretch.ts';

/** A stated block with the stretch of the frame in which it is traced. */
export interface StatedStretch {
  readonly stated: StatedBlock;
  readonly stretch: Stretch;
}

/** Boxes whose edges are nearer than this stand below one another: a person draws no finer. */
const SAME_COLUMN_MM = 15;
/** Baselines nearer than this are one row's. */
const SAME_ROW_MM = 6;
/** A level trace gathers its ink within this height. */
const BASELINE_MM = 1;

interface Placed {
  readonly stated: StatedBlock;
  readonly fromX: number;
  readonly toX: number;
  readonly top: number;
  readonly bottom: number;
  readonly baselinePx: number;
}

/**
 * Where to trace each stated box. `frame` leads to the page as decoded. Rows are numbered from the top by their
 * baselines and columns from the left by the boxes' left edges, rhythm strips apart: their column is 0.
 */
export function statedStretches(
  frame: Frame,
  pitch: { readonly x: number; readonly y: number },
  blocks: readonly StatedBlock[],
): StatedStretch[] {
  const placed = blocks.map((stated) => place(frame, pitch.y, stated));
  const rowAt = groups(
    placed.map(({ baselinePx }) => baselinePx),
    SAME_ROW_MM * pitch.y,
  );
  const columnAt = groups(
    placed.filter(({ stated }) => !stated.rhythm).map(({ fromX }) => fromX),
    SAME_COLUMN_MM * pitch.x,
  );
  return placed.map(({ stated, fromX, toX, top, bottom, baselinePx }) => {
    const height = bottom - top;
    return {
      stated,
      stretch: {
        row: rowAt(baselinePx),
        column: stated.rhythm ? 0 : columnAt(fromX),
        rhythm: stated.rhythm,
        fromX,
        toX,
        band: {
          top,
          bottom,
          left: Math.min(frame.ink.widthPx - 2, Math.max(0, Math.ceil(fromX - 0.25))),
          right: Math.min(frame.ink.widthPx, Math.floor(toX + 0.25)),
          baselinePx,
          // The box is the limit; within it a peak far from the baseline costs little.
          spaceAbovePx: height,
          spaceBelowPx: height,
          crowded: false,
        },
      },
    };
  });
}

/** The frame's upright rectangle through the middles of the box's sides. */
function place(frame: Frame, pitchY: number, stated: StatedBlock): Placed {
  const [x, y, width, height] = stated.box;
  const middles = [
    [x, y + height / 2],
    [x + width, y + height / 2],
    [x + width / 2, y],
    [x + width / 2, y + height],
  ].map(([px = 0, py = 0]) => toFrame(frame, px, py));
  const xs = middles.map(([fx]) => fx);
  const ys = middles.map(([, fy]) => fy);
  const fromX = Math.min(...xs);
  const toX = Math.max(...xs);
  const top = Math.max(0, Math.round(Math.min(...ys)));
  const bottom = Math.min(frame.ink.heightPx, Math.round(Math.max(...ys)));
  return { stated, fromX, toX, top, bottom, baselinePx: baselineIn(frame.ink, { fromX, toX, top, bottom }, pitchY) };
}

/** The height at which most ink of the box gathers: a heart rests at its baseline most of the time. */
function baselineIn(
  { values, widthPx }: Plane,
  { fromX, toX, top, bottom }: Pick<Placed, 'fromX' | 'toX' | 'top' | 'bottom'>,
  pitchY: number,
): number {
  const reach = Math.max(1, Math.round((BASELINE_MM * pitchY) / 2));
  const ink = new Float64Array(Math.max(1, bottom - top));
  for (let y = top; y < bottom; y++) {
    let sum = 0;
    for (let x = Math.max(0, Math.round(fromX)); x < Math.min(widthPx, toX); x++)
      sum += values[y * widthPx + x] as number;
    ink[y - top] = sum;
  }
  let best = { at: (top + bottom) / 2, ink: 0 };
  for (let i = 0; i < ink.length; i++) {
    let sum = 0;
    for (let k = Math.max(0, i - reach); k <= Math.min(ink.length - 1, i + reach); k++) sum += ink[k] as number;
    if (sum > best.ink) best = { at: top + i, ink: sum };
  }
  return best.at;
}

/** Numbers values by the gaps between them: a value further than `reach` from the one before begins the next group. */
function groups(values: readonly number[], reach: number): (value: number) => number {
  const sorted = [...values].sort((a, b) => a - b);
  const starts = sorted.filter((value, i) => i === 0 || value - (sorted[i - 1] ?? 0) > reach);
  return (value) =>
    Math.max(
      0,
      starts.findLastIndex((start) => value >= start),
    );
}
