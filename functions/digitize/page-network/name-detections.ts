import { LEADS, type Lead } from '../../leads.ts';
import type { PageMaps } from './page-network.ts';

/** A printed lead name as the network sees it; pixels of the network's view. */
export interface NameDetection {
  readonly lead: Lead;
  readonly x: number;
  readonly y: number;
  /** Mean probability of that name over the cells of the word. */
  readonly probability: number;
  readonly cells: number;
}

/** Cells are this many view pixels wide. */
const CELL_PX = 4;
/** A cell names some lead from this probability on. */
const NAMED = 0.4;
/** Smaller specks are no words. */
const MIN_CELLS = 3;

/** Connected cells that name a lead, each with the lead that they name on the whole. */
export function nameDetections({ widthPx, heightPx, names }: PageMaps): NameDetection[] {
  const w = widthPx / CELL_PX;
  const h = heightPx / CELL_PX;
  const cells = w * h;
  const seen = new Uint8Array(cells);
  const found: NameDetection[] = [];
  const stack: number[] = [];
  for (let start = 0; start < cells; start++) {
    if (seen[start] === 1 || 1 - (names[start] as number) < NAMED) continue;
    const votes = new Float64Array(LEADS.length);
    let [count, sumX, sumY, weight] = [0, 0, 0, 0];
    seen[start] = 1;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % w;
      const y = (at - x) / w;
      const share = 1 - (names[at] as number);
      count++;
      weight += share;
      sumX += share * x;
      sumY += share * y;
      for (let k = 0; k < LEADS.length; k++) votes[k] = (votes[k] as number) + (names[(k + 1) * cells + at] as number);
      for (let ny = Math.max(0, y - 1); ny <= Math.min(h - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(w - 1, x + 1); nx++) {
          const next = ny * w + nx;
          if (seen[next] === 1 || 1 - (names[next] as number) < NAMED) continue;
          seen[next] = 1;
          stack.push(next);
        }
      }
    }
    if (count < MIN_CELLS) continue;
    const best = votes.indexOf(Math.max(...votes));
    found.push({
      lead: LEADS[best] as Lead,
      x: (sumX / weight + 0.5) * CELL_PX - 0.5,
      y: (sumY / weight + 0.5) * CELL_PX - 0.5,
      probability: (votes[best] as number) / count,
      cells: count,
    });
  }
  return found;
}
