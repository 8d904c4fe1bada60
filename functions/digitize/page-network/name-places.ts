import type { PageMaps } from './page-network.ts';

/** Where the page network sees a printed lead name, whichever it is; pixels of the network's view. */
export interface NamePlace {
  readonly x: number;
  readonly y: number;
  /** Mean probability that the word is a lead's name. */
  readonly probability: number;
}

/** Cells are this many view pixels wide. */
const CELL_PX = 4;
/** A cell names some lead from this probability on. */
const NAMED = 0.4;
/** Smaller specks are no words. */
const MIN_CELLS = 3;
/** A page has twelve names and a few of rhythm strips; of more than this the surest are kept. */
const MOST = 48;

/** Connected cells that name a lead, surest first. */
export function namePlaces({ widthPx, heightPx, named }: PageMaps): NamePlace[] {
  const w = widthPx / CELL_PX;
  const h = heightPx / CELL_PX;
  const seen = new Uint8Array(w * h);
  const isNamed = (cell: number) => (named[cell] as number) >= NAMED;
  const found: NamePlace[] = [];
  const stack: number[] = [];
  for (let start = 0; start < w * h; start++) {
    if (seen[start] === 1 || !isNamed(start)) continue;
    let [count, sumX, sumY, weight] = [0, 0, 0, 0];
    seen[start] = 1;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % w;
      const y = (at - x) / w;
      const share = named[at] as number;
      count++;
      weight += share;
      sumX += share * x;
      sumY += share * y;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(h - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(w - 1, x + 1); nx++) {
          const next = ny * w + nx;
          if (seen[next] === 1 || !isNamed(next)) continue;
          seen[next] = 1;
          stack.push(next);
        }
      }
    }
    if (count < MIN_CELLS) continue;
    const middle = (sum: number) => (sum / weight + 0.5) * CELL_PX - 0.5;
    found.push({ x: middle(sumX), y: middle(sumY), probability: weight / count });
  }
  return found.sort((a, b) => b.probability - a.probability).slice(0, MOST);
}
