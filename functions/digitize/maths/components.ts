import { darkPixels } from './dark-pixels.ts';
import type { Plane } from './plane.ts';

/** A vertical run of ink in one column. */
export interface Runs {
  /** Index of each column's first run; columns + 1 values. */
  readonly start: Uint32Array;
  readonly top: Uint16Array;
  /** First row below the run. */
  readonly bottom: Uint16Array;
  /** Which connected component the run belongs to. */
  readonly component: Uint32Array;
}

/** A connected piece of ink. */
export interface Component {
  left: number;
  right: number;
  top: number;
  bottom: number;
  area: number;
}

/** Finds the vertical runs of ink at or above `threshold` and joins those that touch (8-neighbourhood) into components. */
export function findComponents(plane: Plane, threshold: number): { runs: Runs; components: Component[] } {
  const runs = findRuns(plane, threshold);
  const parent = new Uint32Array(runs.top.length);
  for (let i = 0; i < parent.length; i++) parent[i] = i;
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  for (let x = 1; x < plane.widthPx; x++) {
    let left = runs.start[x - 1] as number;
    const leftEnd = runs.start[x] as number;
    const end = runs.start[x + 1] as number;
    for (let i = leftEnd; i < end; i++) {
      while (left < leftEnd && (runs.bottom[left] as number) < (runs.top[i] as number)) left++;
      for (let k = left; k < leftEnd && (runs.top[k] as number) <= (runs.bottom[i] as number); k++) {
        const a = root(i);
        const b = root(k);
        if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  const components: Component[] = [];
  const label = new Uint32Array(parent.length);
  for (let x = 0; x < plane.widthPx; x++) {
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      const r = root(i);
      if (r === i) {
        label[i] = components.length;
        components.push({ left: x, right: x, top: 65535, bottom: 0, area: 0 });
      }
      const id = label[r] as number;
      runs.component[i] = id;
      const component = components[id] as Component;
      component.right = Math.max(component.right, x);
      component.top = Math.min(component.top, runs.top[i] as number);
      component.bottom = Math.max(component.bottom, runs.bottom[i] as number);
      component.area += (runs.bottom[i] as number) - (runs.top[i] as number);
    }
  }
  return { runs, components };
}

/** Finds the vertical runs of ink at or above `threshold`; of which component each is is not told. */
export function findRuns(plane: Plane, threshold: number): Runs {
  const { widthPx: w, heightPx: h, values } = plane;
  const next = darkPixels(values, Math.ceil(threshold));
  // As they begin, row by row; `latest` is each column's last one.
  const columns: number[] = [];
  const tops: number[] = [];
  const bottoms: number[] = [];
  const latest = new Int32Array(w).fill(-1);
  for (let y = 0; y < h; y++) {
    const [row, end] = [y * w, y * w + w];
    for (let o = next(row, end); o < end; o = next(o + 1, end)) {
      const x = o - row;
      const run = latest[x] as number;
      if (run >= 0 && bottoms[run] === y) {
        bottoms[run] = y + 1;
        continue;
      }
      latest[x] = tops.length;
      columns.push(x);
      tops.push(y);
      bottoms.push(y + 1);
    }
  }
  const total = tops.length;
  const start = new Uint32Array(w + 1);
  for (let i = 0; i < total; i++) {
    const behind = (columns[i] as number) + 1;
    start[behind] = (start[behind] as number) + 1;
  }
  for (let x = 0; x < w; x++) start[x + 1] = (start[x + 1] as number) + (start[x] as number);
  const top = new Uint16Array(total);
  const bottom = new Uint16Array(total);
  const fill = start.slice(0, w);
  for (let i = 0; i < total; i++) {
    const x = columns[i] as number;
    const at = fill[x] as number;
    top[at] = tops[i] as number;
    bottom[at] = bottoms[i] as number;
    fill[x] = at + 1;
  }
  return { start, top, bottom, component: new Uint32Array(total) };
}
