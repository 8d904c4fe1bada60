import type { Component, Runs } from './components.ts';
import type { Row } from './rows.ts';

/** First and last column of a row in which its trace was seen. */
export interface Extent {
  readonly left: number;
  readonly right: number;
}

/** Where each row's trace begins and ends: the span of level wide pieces of ink near its baseline, islands beyond a 25-mm hole left out. */
export function rowExtents(
  runs: Runs,
  components: readonly Component[],
  rows: readonly Row[],
  pitchX: number,
  pitchY: number,
): Extent[] {
  const columns = runs.start.length - 1;
  return rows.map((row) => {
    const seen = new Uint8Array(columns);
    for (let x = 0; x < columns; x++) {
      for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
        const component = components[runs.component[i] as number] as Component;
        if (component.right - component.left < 3 * pitchX) continue;
        const reach = 4 * pitchY;
        if ((runs.top[i] as number) < row.baselinePx + reach && (runs.bottom[i] as number) > row.baselinePx - reach)
          seen[x] = 1;
      }
    }
    return longestSpan(seen, 25 * pitchX);
  });
}

function longestSpan(seen: Uint8Array, hole: number): Extent {
  let best: Extent = { left: 0, right: 0 };
  let left = -1;
  let last = -1;
  for (let x = 0; x <= seen.length; x++) {
    const ends = x === seen.length;
    if (!ends && seen[x] !== 1) continue;
    if (left >= 0 && (ends || x - last > hole)) {
      if (last - left > best.right - best.left) best = { left, right: last };
      left = x;
    }
    if (left < 0) left = x;
    last = x;
  }
  return best;
}
