import type { LineFamily } from './grid-lines.ts';

const BIN_PX = 0.25;

/** Grid lines that are drawn cell by cell: level and upright edges of one pen, added up by the place of their line. */
export class LinePieces {
  readonly #lengths = new Map<string, { readonly axis: 'x' | 'y'; readonly byPlace: Map<number, number> }>();

  /** Adds the edges of a path (x0, y0, x1, y1 …) that lies along the axes; other paths hold no grid line. */
  add(points: Float64Array, pen: string): void {
    for (let i = 3; i < points.length; i += 2) {
      if (points[i] !== points[i - 2] && points[i - 1] !== points[i - 3] && !isAlong(points, i)) return;
    }
    for (let i = 3; i < points.length; i += 2) {
      const dx = Math.abs((points[i - 1] as number) - (points[i - 3] as number));
      const dy = Math.abs((points[i] as number) - (points[i - 2] as number));
      if (dx > dy) this.#addEdge('y', pen, points[i] as number, dx);
      else if (dy > dx) this.#addEdge('x', pen, points[i - 1] as number, dy);
    }
  }

  /** The lines whose pieces add up to `shortestPx`. */
  families(shortestPx: number): LineFamily[] {
    return [...this.#lengths.values()].map(({ axis, byPlace }) => ({
      axis,
      positionsPx: centres(byPlace, shortestPx),
    }));
  }

  #addEdge(axis: 'x' | 'y', pen: string, place: number, length: number): void {
    const key = `${axis} ${pen}`;
    const family = this.#lengths.get(key) ?? { axis, byPlace: new Map<number, number>() };
    const bin = Math.round(place / BIN_PX);
    family.byPlace.set(bin, (family.byPlace.get(bin) ?? 0) + length);
    this.#lengths.set(key, family);
  }
}

/** Whether the edge that ends at coordinate `i` strays from its axis by no more than rounding. */
function isAlong(points: Float64Array, i: number): boolean {
  const dx = Math.abs((points[i - 1] as number) - (points[i - 3] as number));
  const dy = Math.abs((points[i] as number) - (points[i - 2] as number));
  return Math.min(dx, dy) < 0.002 * Math.max(dx, dy);
}

/** Middles of the runs of neighbouring bins that hold enough of a line. */
function centres(byPlace: ReadonlyMap<number, number>, shortestPx: number): number[] {
  const bins = [...byPlace.keys()].sort((a, b) => a - b);
  const found: number[] = [];
  for (let i = 0; i < bins.length; ) {
    let [length, moment, last] = [0, 0, bins[i] as number];
    while (i < bins.length && (bins[i] as number) - last <= 1) {
      last = bins[i] as number;
      const part = byPlace.get(last) ?? 0;
      length += part;
      moment += part * last;
      i++;
    }
    if (length >= shortestPx) found.push((moment / length) * BIN_PX);
  }
  return found;
}
