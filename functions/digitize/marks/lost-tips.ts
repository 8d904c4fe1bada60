import type { Runs } from '../maths/components.ts';
import type { Plane } from '../maths/plane.ts';
import type { Bar } from './bars.ts';

/** Share of its ink from which a pixel was left to the trace. */
const LEFT = 0.9;
/** An upright stroke of which so much is trace goes on beyond it for at least so far, mm: letters are less high. */
const TRACE_MM = 4;
const ONWARD_MM = 4;
/** It is higher than bars between columns are, or as waves lean it takes more room than their one stroke, mm. */
const TALL_MM = 30;
const LEANS_OVER_MM = 0.8;
/** Shorter parts of runs belong to no such stroke, mm. */
const PART_MM = 1.5;
/** It is no wider than this, there and back, and stands no nearer than this to a bar, mm. */
const MOST_WIDTH_MM = 2.5;
const FROM_BAR_MM = 1;

type Pitch = { readonly x: number; readonly y: number };

/** Part of a run that was not left to the trace. */
interface LostPart {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  /** Of the whole run. */
  readonly run: { readonly top: number; readonly bottom: number };
  /** What of the run is trace goes on in the part; in a bar, which a trace crosses, it goes on both ways. */
  readonly as: 'tip' | 'bar' | 'piece';
}

/**
 * Gives the trace the tips of tall waves back: far from any row they look like bars to the page network, which then leaves a wave half as high as it is. An upright stroke
 * of the trace that goes on in other ink, thin and straight up or down, is one as far as it goes. `runs`: of all marks' ink, `all`; bars that were found stay bars.
 */
export function giveBackTips(trace: Plane, all: Plane, runs: Runs, bars: readonly Bar[], pitch: Pitch): void {
  const parts = lostParts(trace, all, runs, bars, pitch);
  const byColumn = Map.groupBy(parts, ({ x }) => x);
  const seen = new Set<LostPart>();
  for (const part of parts) {
    if (part.as !== 'tip' || seen.has(part)) continue;
    const stroke = [part];
    seen.add(part);
    for (const { x, top, bottom } of stroke) {
      for (const next of [...(byColumn.get(x - 1) ?? []), ...(byColumn.get(x + 1) ?? [])]) {
        if (seen.has(next) || next.top > bottom || next.bottom < top) continue;
        seen.add(next);
        stroke.push(next);
      }
    }
    if (isTip(stroke, pitch)) for (const one of stroke) give(trace, all, one);
  }
}

function isTip(stroke: readonly LostPart[], pitch: Pitch): boolean {
  const width = Math.max(...stroke.map(({ x }) => x)) - Math.min(...stroke.map(({ x }) => x)) + 1;
  const height = Math.max(...stroke.map(({ bottom }) => bottom)) - Math.min(...stroke.map(({ top }) => top));
  const whole = Math.max(...stroke.map(({ run }) => run.bottom)) - Math.min(...stroke.map(({ run }) => run.top));
  const isWave = whole >= TALL_MM * pitch.y || width >= LEANS_OVER_MM * pitch.x;
  return (
    isWave &&
    stroke.every(({ as }) => as !== 'bar') &&
    width <= MOST_WIDTH_MM * pitch.x &&
    height >= ONWARD_MM * pitch.y
  );
}

/** Parts of upright runs, at their ends or whole, that are not the trace's. */
function lostParts(trace: Plane, all: Plane, runs: Runs, bars: readonly Bar[], pitch: Pitch): LostPart[] {
  const w = all.widthPx;
  const apart = FROM_BAR_MM * pitch.x;
  const isByBar = ({ x, top, bottom }: LostPart) =>
    bars.some((bar) => x > bar.left - apart && x < bar.right + apart && top < bar.bottom && bottom > bar.top);
  const least = PART_MM * pitch.y;
  const found: LostPart[] = [];
  for (let x = 0; x < w; x++) {
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      const [top, bottom] = [runs.top[i] as number, runs.bottom[i] as number];
      if (bottom - top < least) continue;
      const run = { top, bottom };
      const isTrace = (y: number) => (trace.values[y * w + x] as number) >= LEFT * (all.values[y * w + x] as number);
      let first = top;
      while (first < bottom && !isTrace(first)) first++;
      let last = bottom;
      while (last > first && !isTrace(last - 1)) last--;
      const isLong = last - first >= TRACE_MM * pitch.y;
      const ends = [
        { x, top, bottom: first, run },
        { x, top: last, bottom, run },
      ].filter((end) => end.bottom - end.top >= least);
      const as = ends.length === 2 ? 'bar' : isLong ? 'tip' : 'piece';
      found.push(...ends.map((end) => ({ ...end, as }) as const).filter((part) => !isByBar(part)));
    }
  }
  return found;
}

/** Copies the ink of a part, with its rims. */
function give(trace: Plane, all: Plane, { x, top, bottom }: LostPart): void {
  const w = all.widthPx;
  for (let y = Math.max(0, top - 1); y < Math.min(all.heightPx, bottom + 1); y++)
    for (let at = y * w + Math.max(0, x - 1); at <= y * w + Math.min(w - 1, x + 1); at++)
      trace.values[at] = Math.max(trace.values[at] as number, all.values[at] as number);
}
