import { findMarks, type PageMarks } from '../marks/page-marks.ts';
import { median } from '../maths/median.ts';
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

/** Whether most pulses are about as high as one another: waves of a page that lies on its side, taken for pulses, are not. */
export function showsPulses({ pulses }: Pick<PageMarks, 'pulses'>): boolean {
  const heights = pulses.map((pulse) => pulse.heightPx);
  const usual = median(heights);
  const alike = heights.filter((height) => Math.abs(height / usual - 1) <= SURE_PULSES.spread);
  return alike.length >= SURE_PULSES.least && 2 * alike.length > heights.length;
}
