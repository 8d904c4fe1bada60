import { type CentreMap, OUTER } from './centre-map.ts';

/** Two beats begin this many columns apart in their intervals at most, as a share of the shorter interval. */
const MOST_SHIFT = 0.4;

/** By how many columns `other` shows later what `map` shows: where their columns hold alike numbers of outermost centres. */
export function columnsLater(map: CentreMap, other: CentreMap): number {
  const a = outerCounts(map);
  const b = outerCounts(other);
  const most = Math.round(MOST_SHIFT * Math.min(a.length, b.length));
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let shift = -most; shift <= most; shift++) {
    let sum = 0;
    let count = 0;
    for (let x = Math.max(0, -shift); x < Math.min(a.length, b.length - shift); x++) {
      sum += Math.abs((a[x] as number) - (b[x + shift] as number));
      count++;
    }
    if (count > 0 && sum / count < least) {
      least = sum / count;
      best = shift;
    }
  }
  return best;
}

function outerCounts({ values, widthPx }: CentreMap): Float32Array {
  const counts = new Float32Array(widthPx);
  values.forEach((value, at) => {
    if (value === OUTER) counts[at % widthPx] = (counts[at % widthPx] as number) + 1;
  });
  return counts;
}

/** A beat's path laid into another beat's columns, `shift` later, and raised so that it begins and ends where that beat does. */
export function carriedPath(
  path: Int16Array,
  shift: number,
  edges: number,
  startY: number,
  endY: number,
  height: number,
): Int16Array {
  const last = path.length - 1;
  const at = (e: number) => path[Math.min(last, Math.max(0, e + shift))] as number;
  const [atStart, atEnd] = [startY - at(0), endY - at(edges - 1)];
  return Int16Array.from({ length: edges }, (_, e) => {
    const y = Math.round(at(e) + atStart + ((atEnd - atStart) * e) / (edges - 1));
    return Math.min(height - 1, Math.max(0, y));
  });
}
