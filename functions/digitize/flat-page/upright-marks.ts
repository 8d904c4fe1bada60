import { findMarks, type PageMarks } from '../marks/page-marks.ts';
import type { Plane } from '../maths/plane.ts';
import type { UprightPage } from './upright-frame.ts';

/** So many pulses that differ in height by no more than this share are pulses for sure. */
const SURE_PULSES = { least: 3, spread: 0.03 } as const;

/** The marks of a page whose ink stays as it is: looking for them takes some away. */
export function marksOf({ frame, seen, ...upright }: UprightPage): PageMarks {
  const copy = (plane: Plane): Plane => ({ ...plane, values: plane.values.slice() });
  return findMarks({
    ...upright,
    frame: { ...frame, ink: copy(frame.ink) },
    seen: seen && { ...seen, trace: copy(seen.trace) },
  });
}

/** Whether many pulses are equally high: one alone may be cut, or be a wave. */
export function arePulsesAlike({ pulses }: PageMarks): boolean {
  const heights = pulses.map((pulse) => pulse.heightPx);
  return pulses.length >= SURE_PULSES.least && Math.max(...heights) <= (1 + SURE_PULSES.spread) * Math.min(...heights);
}
