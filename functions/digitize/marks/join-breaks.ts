import type { Component, Runs } from '../maths/components.ts';
import type { Plane } from '../maths/plane.ts';
import { FLAT_RUN_MM } from './rows.ts';

/** A level stroke goes on behind a break of this, mm, at a height that differs by no more than that. */
const BREAK_MM = { most: 0.8, level: 0.3 } as const;
/** Pieces that are longer are whole, mm. */
const WHOLE_MM = 3;
/** On pages of which more of the level ink is in shorter pieces than this share the traces are broken: a pen thinner than a fax's pixels fell in and out of the ink. */
const BROKEN = 0.85;

/** Draws level strokes of broken traces on over their breaks; whether the page has such traces. Others are left as they are. */
export function joinBreaks(
  ink: Plane,
  runs: Runs,
  components: readonly Component[],
  pitchPx: { readonly x: number; readonly y: number },
): boolean {
  const isLevel = (run: number) => (runs.bottom[run] as number) - (runs.top[run] as number) <= FLAT_RUN_MM * pitchPx.y;
  if (brokenShare(runs, components, isLevel, WHOLE_MM * pitchPx.x) <= BROKEN) return false;
  const reach = Math.round(BREAK_MM.most * pitchPx.x);
  for (let x = 0; x + 1 < runs.start.length; x++) {
    for (let run = runs.start[x] as number; run < (runs.start[x + 1] as number); run++) {
      const piece = runs.component[run] as number;
      if (!isLevel(run) || (components[piece] as Component).right !== x) continue;
      const next = nextPiece(runs, components, run, x, reach, BREAK_MM.level * pitchPx.y);
      if (next !== null && isLevel(next.run)) drawAcross(ink, runs, { x, run }, next);
    }
  }
  return true;
}

interface Place {
  readonly x: number;
  readonly run: number;
}

/** Share of the level ink's columns that are in pieces which are no whole strokes. */
function brokenShare(
  runs: Runs,
  components: readonly Component[],
  isLevel: (run: number) => boolean,
  wholePx: number,
): number {
  let [broken, all] = [0, 0];
  for (let run = 0; run < runs.top.length; run++) {
    if (!isLevel(run)) continue;
    const { left, right } = components[runs.component[run] as number] as Component;
    all++;
    if (right - left < wholePx) broken++;
  }
  return all === 0 ? 0 : broken / all;
}

/** Where another piece begins behind the end of one, near its height; null where none does. */
function nextPiece(
  runs: Runs,
  components: readonly Component[],
  run: number,
  x: number,
  reachPx: number,
  levelPx: number,
): Place | null {
  const [top, bottom] = [runs.top[run] as number, runs.bottom[run] as number];
  const last = Math.min(runs.start.length - 2, x + reachPx + 1);
  for (let column = x + 1; column <= last; column++) {
    for (let other = runs.start[column] as number; other < (runs.start[column + 1] as number); other++) {
      const { left } = components[runs.component[other] as number] as Component;
      const apart = Math.max((runs.top[other] as number) - bottom, top - (runs.bottom[other] as number));
      if (left === column && apart <= levelPx) return { x: column, run: other };
    }
  }
  return null;
}

/** Fills the way from the end of a piece to the begin of the next, with the paler of their inks. */
function drawAcross({ values, widthPx }: Plane, { top, bottom }: Runs, from: Place, to: Place): void {
  const middleOf = ({ run }: Place) => ((top[run] as number) + (bottom[run] as number) - 1) / 2;
  const [start, end] = [middleOf(from), middleOf(to)];
  const inkAt = (x: number, y: number) => values[Math.round(y) * widthPx + x] as number;
  const value = Math.min(inkAt(from.x, start), inkAt(to.x, end));
  for (let x = from.x + 1; x < to.x; x++) {
    const y = Math.round(start + ((end - start) * (x - from.x)) / (to.x - from.x));
    values[y * widthPx + x] = Math.max(value, values[y * widthPx + x] as number);
  }
}
