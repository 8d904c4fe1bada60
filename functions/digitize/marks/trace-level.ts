import { type Component, findComponents, type Runs } from '../maths/components.ts';
import type { Plane } from '../maths/plane.ts';
import { flankWidth, strokeWidth, traceLevel } from './stroke.ts';

/** Share of a full stroke from which a pixel counts as ink. */
export const INK_SHARE = 0.42;

/** A piece of ink this long is a trace. */
const WIDE_MM = 8;

/** Steep strokes thinner than this were drawn column by column, not with a pen, px. */
const COLUMN_PX = 1.3;
/** From this ratio on steep and level strokes agree but for what each measure leaves out: the pen lies between. */
const AGREE = 0.75;
/** No pen that shows in a picture of two tones is thinner. */
const THIN_PEN_PX = 2;

/**
 * Width of the pen by level strokes, or by steep ones where those are thinner: noise and mains hum thicken level strokes alone. Programs that draw a
 * column's pixels from its lowest to its highest value make steep strokes of one pixel, which say nothing of the pen.
 */
export function penWidth(
  ink: Plane,
  runs: Runs,
  components: readonly Component[],
  level: number,
  pitchX: number,
  pitchY: number,
): number {
  const wide = (i: number) => {
    const { left, right } = components[runs.component[i] as number] as Component;
    return right - left > WIDE_MM * pitchX;
  };
  const across = strokeWidth(ink, runs, level, (i) => isLevelTrace(runs, components, i, pitchX, pitchY, WIDE_MM));
  const along = flankWidth(ink, runs, level, pitchX, pitchY, wide);
  if (along === null) return across.usual;
  if (along < COLUMN_PX) return Math.min(across.usual, Math.max(THIN_PEN_PX, across.least));
  return Math.min(across.usual, along > AGREE * across.least ? (along + across.least) / 2 : along);
}

/** Components at a threshold that suits the trace; where bold print set the page's level too high it is found again, lower. */
export function inkAtTraceLevel(ink: Plane, pitchX: number, pitchY: number, pageLevel: number) {
  const first = findComponents(ink, pageLevel * INK_SHARE);
  const level = traceLevel(
    ink,
    first.runs,
    (i) => isLevelTrace(first.runs, first.components, i, pitchX, pitchY, 3),
    pageLevel,
  );
  if (level > 0.85 * pageLevel) return { level, threshold: pageLevel * INK_SHARE, ...first };
  return { level, threshold: level * INK_SHARE, ...findComponents(ink, level * INK_SHARE) };
}

function isLevelTrace(
  runs: Runs,
  components: readonly Component[],
  i: number,
  pitchX: number,
  pitchY: number,
  widthMm: number,
): boolean {
  const component = components[runs.component[i] as number] as Component;
  return (
    (runs.bottom[i] as number) - (runs.top[i] as number) < 1.6 * pitchY &&
    component.right - component.left > widthMm * pitchX
  );
}
