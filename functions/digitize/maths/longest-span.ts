/** First and last of the longest span of ones, across holes in which the next one is no further than `hole` from the last; [0, 0] of none and of single ones. */
export function longestSpan(seen: Uint8Array, hole: number): readonly [first: number, last: number] {
  let best: readonly [number, number] = [0, 0];
  let first = -1;
  let last = -1;
  for (let x = 0; x <= seen.length; x++) {
    const ends = x === seen.length;
    if (!ends && seen[x] !== 1) continue;
    if (first >= 0 && (ends || x - last > hole)) {
      if (last - first > best[1] - best[0]) best = [first, last];
      first = x;
    }
    if (first < 0) first = x;
    last = x;
  }
  return best;
}
