import type { Runs } from '../maths/components.ts';
import { firstFrom } from '../maths/first-from.ts';
import { mean } from '../maths/mean.ts';

/** A calibration pulse, frame px. */
export interface Pulse {
  /** Outer columns of its two flanks. */
  readonly left: number;
  readonly right: number;
  /** Centre of the stroke along its top, and of the baseline that it stands on. */
  readonly topY: number;
  readonly footY: number;
  readonly heightPx: number;
  /** False when the page's edge cuts it. */
  readonly whole: boolean;
}

const MIN_TOP_MM = 1.1;
const MAX_TOP_MM = 11;
const MIN_HEIGHT_MM = 4;
/** A top is level to this, mm; where the page curls or is seen askew it leans by no more than that, a pixel at a time. */
const LEVEL_MM = 0.15;
const MOST_LEAN_MM = 0.5;

/** Whether a place lies beyond what the picture shows, px. */
export type Outside = (x: number, y: number) => boolean;

/** What is this near to the picture's edge may be cut by it. */
const AT_EDGE_PX = 3;

/** No page holds so many pulses, or strokes that pass for some: more are dots that a grey is printed with, of which none is told. */
const MOST_FOUND = 100;

/** A line that may be the top of a pulse, px. */
interface Top {
  readonly left: number;
  right: number;
  readonly leftY: number;
  rightY: number;
  /** Of all its columns. */
  sumY: number;
  columns: number;
}

/**
 * Finds calibration pulses: a level top of 1–11 mm with upright flanks at both ends that fall to one foot. A pulse that the page's edge cuts needs only its inner flank.
 * Tops may be broken, or go on beyond their flanks, by `breakPx`.
 */
export function findPulses(
  runs: Runs,
  isOutside: Outside,
  pitchX: number,
  pitchY: number,
  strokePx: number,
  breakPx = 0,
): Pulse[] {
  const found: Pulse[] = [];
  const flat = Math.max(3, 2.2 * strokePx);
  const levelPx = Math.max(1, LEVEL_MM * pitchY);
  const leanPx = MOST_LEAN_MM * pitchY;
  const open: Top[] = [];
  const widthPx = runs.start.length - 1;
  const close = (top: Top) => {
    const pulse = asPulse(top, runs, isOutside, pitchX, pitchY, strokePx, breakPx);
    if (pulse !== null) found.push(pulse);
  };
  for (let x = 0; x < widthPx; x++) {
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      const top = runs.top[i] as number;
      const bottom = runs.bottom[i] as number;
      if (bottom - top > flat) continue;
      const y = (top + bottom) / 2;
      const goesOn = ({ leftY, rightY, right }: Top) => {
        const rise = Math.abs(leftY - y);
        return (
          (rise <= levelPx || (rise <= leanPx && Math.abs(rightY - y) <= 1)) && right >= x - 1 - breakPx && right < x
        );
      };
      const line = open.find(goesOn);
      if (line === undefined) open.push({ left: x, right: x, leftY: y, rightY: y, sumY: y, columns: 1 });
      else {
        line.right = x;
        line.rightY = y;
        line.sumY += y;
        line.columns++;
      }
    }
    for (let k = open.length - 1; k >= 0; k--) {
      const line = open[k];
      if (line === undefined || line.right >= x - breakPx) continue;
      close(line);
      open.splice(k, 1);
    }
    if (found.length > MOST_FOUND) return [];
  }
  for (const line of open) close(line);
  return agreeing(found, pitchX, pitchY);
}

function asPulse(
  top: Top,
  runs: Runs,
  isOutside: Outside,
  pitchX: number,
  pitchY: number,
  strokePx: number,
  breakPx: number,
): Pulse | null {
  const width = (top.right - top.left + 1) / pitchX;
  if (width < MIN_TOP_MM || width > MAX_TOP_MM) return null;
  const reach = Math.max(2, Math.ceil(0.45 * pitchX + strokePx));
  // What breaks a top may also go on beyond its end.
  const cut = isOutside(top.left - AT_EDGE_PX, top.leftY) || isOutside(top.right + AT_EDGE_PX, top.rightY);
  const leftFoot = flankFoot(runs, top.left - reach, top.left + breakPx + 1, top.leftY, pitchY);
  if (leftFoot === null && !cut) return null;
  const rightFoot = flankFoot(runs, top.right - breakPx, top.right + reach + 1, top.rightY, pitchY);
  if (leftFoot === null && rightFoot === null) return null;
  if ((leftFoot === null || rightFoot === null) && !cut) return null;
  const feet = [leftFoot, rightFoot].filter((foot) => foot !== null);
  if (feet.length === 2 && Math.abs((leftFoot ?? 0) - (rightFoot ?? 0)) > 1.2 * pitchY) return null;
  const topY = top.sumY / top.columns;
  const foot = Math.max(...feet) - strokePx / 2;
  const heightPx = foot - topY;
  if (heightPx < MIN_HEIGHT_MM * pitchY) return null;
  return {
    left: top.left - reach,
    right: top.right + reach,
    topY,
    footY: foot,
    heightPx,
    whole: feet.length === 2,
  };
}

/** A flank that leans goes over from one column to the next without a gap wider than this, px. */
const LEAN_GAP_PX = 1;

/** Columns of a flank end together to this, mm: noise on the line that it stands on makes some of them longer. */
const SAME_FOOT_MM = 0.25;

/** Lower end of an upright stroke that begins at height y within columns [from, to), which may lean over several columns; null without one. */
function flankFoot(runs: Runs, from: number, to: number, y: number, pitchY: number): number | null {
  const [highest, lowest] = [y - 0.8 * pitchY, y + 0.8 * pitchY];
  const first = Math.max(0, from);
  const next = Array.from({ length: Math.min(runs.start.length - 1, to) - first }, (_, c) =>
    firstFrom(runs.top, highest, runs.start[first + c], runs.start[first + c + 1]),
  );
  let lowestFoot = Number.NEGATIVE_INFINITY;
  const feet: number[] = [];
  let goesOn = true;
  while (goesOn) {
    goesOn = false;
    for (const [c, begin] of next.entries()) {
      const end = runs.start[first + c + 1] as number;
      let i = begin;
      for (; i < end && (runs.top[i] as number) <= Math.max(lowest, lowestFoot + LEAN_GAP_PX); i++) {
        lowestFoot = Math.max(lowestFoot, runs.bottom[i] as number);
        feet.push(runs.bottom[i] as number);
      }
      goesOn ||= i > begin;
      next[c] = i;
    }
  }
  if (lowestFoot - y < MIN_HEIGHT_MM * pitchY) return null;
  return mean(feet.filter((foot) => foot >= lowestFoot - SAME_FOOT_MM * pitchY));
}

/** Pulses of one row stand on one height. */
const SAME_ROW_MM = 4;

/** Of two pulses one is as high as the other, or half or twice as high: chest leads have a gain of their own. */
export const HEIGHT_RATIOS = [1, 0.5, 2];

/** Pulses that the picture's edge cuts are equally high to this share: waves that it cuts are not. */
const CUT_ALIKE = 0.04;

/** Squares of a grid that the picture's edge cuts stand on one another with this between them at most, mm. */
const LINE_MM = 1.2;

/** Whether one of two that the edge cuts stands on the other, as squares of a grid do. */
function areSquares(one: Pulse, other: Pulse, pitchX: number, pitchY: number): boolean {
  if (one === other || one.whole || other.whole || Math.abs(one.left - other.left) > pitchX) return false;
  const [upper, lower] = one.topY < other.topY ? [one, other] : [other, one];
  return Math.abs(lower.topY - upper.footY) < LINE_MM * pitchY;
}

/** Pulses stand under one another: the largest group of one x and one height (or half or twice it: chest leads) is kept, one a row. */
function agreeing(pulses: readonly Pulse[], pitchX: number, pitchY: number): Pulse[] {
  const likely = pulses.filter((one) => pulses.every((other) => !areSquares(one, other, pitchX, pitchY)));
  let best: Pulse[] = [];
  for (const one of likely) {
    const group: Pulse[] = [];
    for (const other of likely) {
      const within = one.whole && other.whole ? 1.5 * pitchY : CUT_ALIKE * one.heightPx;
      const alike = HEIGHT_RATIOS.some((ratio) => Math.abs(other.heightPx - ratio * one.heightPx) < within);
      if (Math.abs(other.left - one.left) >= 2.5 * pitchX || !alike) continue;
      if (group.every(({ footY }) => Math.abs(footY - other.footY) > SAME_ROW_MM * pitchY)) group.push(other);
    }
    if (group.length > best.length) best = group;
  }
  return best;
}
