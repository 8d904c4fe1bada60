import type { Runs } from './components.ts';
import type { Row } from './rows.ts';

/** A calibration pulse on a row, frame px. */
export interface Pulse {
  readonly row: number;
  /** Outer columns of its two flanks. */
  readonly left: number;
  readonly right: number;
  /** Centre of the stroke along its top. */
  readonly topY: number;
  readonly heightPx: number;
  /** False when the page's edge cuts it. */
  readonly whole: boolean;
}

const MIN_TOP_MM = 1.1;
const MAX_TOP_MM = 11;
const MIN_HEIGHT_MM = 4;

/**
 * Finds calibration pulses: a level top of 1–11 mm with upright flanks at both ends that fall to one foot near a row's
 * baseline. A pulse that the page's edge cuts needs only its inner flank.
 */
export function findPulses(
  runs: Runs,
  rows: readonly Row[],
  widthPx: number,
  pitchX: number,
  pitchY: number,
  strokePx: number,
): Pulse[] {
  const found: Pulse[] = [];
  const flat = Math.max(3, 2.2 * strokePx);
  const open: { left: number; right: number; y: number }[] = [];
  const close = (top: { left: number; right: number; y: number }) => {
    const pulse = asPulse(top, runs, rows, widthPx, pitchX, pitchY, strokePx);
    if (pulse !== null) found.push(pulse);
  };
  for (let x = 0; x < widthPx; x++) {
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      const top = runs.top[i] as number;
      const bottom = runs.bottom[i] as number;
      if (bottom - top > flat) continue;
      const y = (top + bottom) / 2;
      const line = open.find((one) => one.right === x - 1 && Math.abs(one.y - y) <= Math.max(1, 0.15 * pitchY));
      if (line !== undefined) line.right = x;
      else open.push({ left: x, right: x, y });
    }
    for (let k = open.length - 1; k >= 0; k--) {
      const line = open[k];
      if (line === undefined || line.right === x) continue;
      close(line);
      open.splice(k, 1);
    }
  }
  for (const line of open) close(line);
  const pulses = agreeing(found, pitchX, pitchY);
  return new Set(pulses.map((pulse) => pulse.row)).size >= Math.min(2, rows.length) ? pulses : [];
}

function asPulse(
  top: { left: number; right: number; y: number },
  runs: Runs,
  rows: readonly Row[],
  widthPx: number,
  pitchX: number,
  pitchY: number,
  strokePx: number,
): Pulse | null {
  const width = (top.right - top.left + 1) / pitchX;
  if (width < MIN_TOP_MM || width > MAX_TOP_MM) return null;
  const reach = Math.max(2, Math.ceil(0.45 * pitchX + strokePx));
  const leftFoot = flankFoot(runs, top.left - reach, top.left + 1, top.y, pitchY);
  const rightFoot = flankFoot(runs, top.right, top.right + reach + 1, top.y, pitchY);
  const cut = top.left <= 2 || top.right >= widthPx - 3;
  if (leftFoot === null && rightFoot === null) return null;
  if ((leftFoot === null || rightFoot === null) && !cut) return null;
  const feet = [leftFoot, rightFoot].filter((foot) => foot !== null);
  if (feet.length === 2 && Math.abs((leftFoot ?? 0) - (rightFoot ?? 0)) > 1.2 * pitchY) return null;
  const foot = Math.max(...feet) - strokePx / 2;
  const heightPx = foot - top.y;
  let row = -1;
  rows.forEach((candidate, i) => {
    const own = Math.abs(candidate.baselinePx - foot);
    if (own < 7 * pitchY && (row < 0 || own < Math.abs((rows[row]?.baselinePx ?? 0) - foot))) row = i;
  });
  if (row < 0 || heightPx < MIN_HEIGHT_MM * pitchY) return null;
  return { row, left: top.left - reach, right: top.right + reach, topY: top.y, heightPx, whole: feet.length === 2 };
}

/** Lower end of an upright run that begins at height y within columns [from, to); null without one. */
function flankFoot(runs: Runs, from: number, to: number, y: number, pitchY: number): number | null {
  let foot: number | null = null;
  for (let x = Math.max(0, from); x < Math.min(runs.start.length - 1, to); x++) {
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      const top = runs.top[i] as number;
      const bottom = runs.bottom[i] as number;
      if (Math.abs(top - y) > 0.8 * pitchY || bottom - top < MIN_HEIGHT_MM * pitchY) continue;
      foot = foot === null ? bottom : Math.max(foot, bottom);
    }
  }
  return foot;
}

/** Pulses stand under one another: the largest group of one x and one height is kept. */
function agreeing(pulses: readonly Pulse[], pitchX: number, pitchY: number): Pulse[] {
  let best: Pulse[] = [];
  for (const one of pulses) {
    const group = pulses.filter(
      (other) =>
        Math.abs(other.left - one.left) < 2.5 * pitchX && Math.abs(other.heightPx - one.heightPx) < 1.5 * pitchY,
    );
    if (new Set(group.map((p) => p.row)).size > new Set(best.map((p) => p.row)).size) best = group;
  }
  return best;
}
