import type { Component } from '../maths/components.ts';
import { mean } from '../maths/mean.ts';
import type { Plane } from '../maths/plane.ts';
import { type Dot, dottedStrokes } from './dotted-strokes.ts';
import type { TraceInk } from './trace-ink.ts';

/** Share of a full stroke from which a pixel is a dot's and no grid's, and of its ink from which it was left to the trace. */
const INKED = 0.6;
const LEFT = 0.9;
/** A line between columns is what the network takes for a mark by this mean probability. */
const MOST_MARK = 0.15;
/** Beyond its last dot a stroke goes on to the trace within so many times the last distance. */
const ONWARD = 1.7;

/**
 * Gives ink back to dotted traces (old heads print a dot for each sample): single dots far above one another, in steep strokes, do not look like trace to the network. Dots that
 * follow one another upright and evenly are a stroke, which is drawn through them. Nothing is done where few dots do.
 */
export function giveBackDots(
  ink: Plane,
  parted: Pick<TraceInk, 'ink' | 'written'>,
  markAt: (x: number, y: number) => number,
  level: number,
  pitch: { readonly x: number; readonly y: number },
): void {
  const draw = drawer(ink, parted, INKED * level);
  for (const stroke of dottedStrokes(ink, INKED * level, pitch)) {
    const isLost = stroke.some(({ box }) => !isLeft(box, ink, parted.ink));
    if (isLost && mean(stroke.map(({ x, y }) => markAt(Math.round(x), Math.round(y)))) <= MOST_MARK) draw(stroke);
  }
}

/** Whether most of a dot was left to the trace. */
function isLeft({ left, right, top, bottom }: Component, ink: Plane, trace: Plane): boolean {
  let [kept, all] = [0, 0];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x <= right; x++) {
      const at = y * ink.widthPx + x;
      kept += trace.values[at] as number;
      all += ink.values[at] as number;
    }
  }
  return kept >= LEFT * all;
}

/** Draws strokes through dots, as wide as they are and as dark as the paler of two, and on to the trace that stands where the next dot would. */
function drawer(
  ink: Plane,
  { ink: trace, written }: Pick<TraceInk, 'ink' | 'written'>,
  least: number,
): (stroke: readonly Dot[]) => void {
  const w = trace.widthPx;
  const give = (at: number, value: number) => {
    trace.values[at] = Math.max(value, trace.values[at] as number);
    written[at] = 0;
  };
  const line = (from: Dot, to: { readonly x: number; readonly y: number }, widthPx: number, value: number) => {
    const down = Math.sign(to.y - from.y);
    for (let y = Math.round(from.y); (y - to.y) * down <= 0; y += down) {
      const middle = from.x + ((to.x - from.x) * (y - from.y)) / (to.y - from.y);
      const [left, right] = [middle - widthPx / 2, middle + widthPx / 2];
      for (let x = Math.floor(left + 0.5); x <= Math.ceil(right - 0.5); x++)
        give(y * w + x, Math.round(value * (Math.min(right, x + 0.5) - Math.max(left, x - 0.5))));
    }
  };
  const onward = (dot: Dot, before: Dot) => {
    const [stepX, stepY] = [dot.x - before.x, dot.y - before.y];
    const down = Math.sign(stepY);
    const end = Math.min(ONWARD * Math.abs(stepY), down > 0 ? trace.heightPx - 1 - dot.y : dot.y);
    for (let away = Math.ceil(dot.widthPx / 2) + 1; away <= end; away++) {
      const y = Math.round(dot.y + down * away);
      const middle = dot.x + (stepX * (y - dot.y)) / stepY;
      for (let x = Math.floor(middle - dot.widthPx / 2); x <= Math.ceil(middle + dot.widthPx / 2); x++) {
        if ((trace.values[y * w + x] as number) < least) continue;
        line(dot, { x, y }, dot.widthPx, dot.value);
        return;
      }
    }
  };
  return (stroke) => {
    for (const { box } of stroke)
      for (let y = box.top; y < box.bottom; y++)
        for (let x = box.left; x <= box.right; x++) give(y * w + x, ink.values[y * w + x] as number);
    for (const [i, dot] of stroke.slice(1).entries()) {
      const before = stroke[i] as Dot;
      line(before, dot, Math.min(before.widthPx, dot.widthPx), Math.min(before.value, dot.value));
    }
    onward(stroke[0] as Dot, stroke[1] as Dot);
    onward(stroke.at(-1) as Dot, stroke.at(-2) as Dot);
  };
}
