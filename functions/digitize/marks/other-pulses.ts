import type { Pulse } from './pulses.ts';

/** Lines of a paler grid that run beside a pulse's sides or along its top make it seem higher, or lower, by more than this share. */
const OTHERWISE = 0.04;

/** Whether some pulses are more than others, or as many of which one is of another height than the nearest of those. */
export function showsOthers(some: readonly Pulse[], others: readonly Pulse[]): boolean {
  if (some.length !== others.length) return some.length > others.length;
  return some.some(({ footY, heightPx }) => {
    const nearest = others.reduce((best, other) =>
      Math.abs(other.footY - footY) < Math.abs(best.footY - footY) ? other : best,
    );
    return Math.abs(nearest.heightPx / heightPx - 1) > OTHERWISE;
  });
}
