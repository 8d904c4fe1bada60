import { type CentreMap, NO_CENTRE, OUTER } from './centre-map.ts';
import { BLANK_COST, centrePath, offEnd, type PathCosts } from './centre-path.ts';

/** A row that takes part: where its path begins and ends in the map, in which heights it may run, and how it is weighed; map pixels. */
export interface JointRow {
  readonly startY: number;
  readonly endY: number;
  readonly from: number;
  readonly to: number;
  readonly costs: PathCosts;
}

/** Rounds of exchanges before a search ends at the latest. */
const ROUNDS = 4;
/** Rows up to this far apart are traced anew together. */
const PAIR_ROWS = 2;
/** A change of one row's path opens what is to be tried again for rows up to this far from it. */
const NEAR_ROWS = 3;
/** Bends beyond this count no more (map rows a column), and what one costs. */
const MOST_BEND = 12;
const BEND_COST = 0.1;

/** Paths of all rows, chosen together, and what the map says for them less their costs. */
export interface JointPaths {
  readonly paths: readonly Int16Array[];
  readonly score: number;
}

/**
 * Paths of several rows through one centre map, chosen together: each outermost centre is to be explained by some row, and counts once
 * however many run over it. From `given` paths, rows are traced anew with what the others explain taken, alone and in pairs, or exchange
 * parts between places where they touch, as long as the whole gains. With no `rounds` the given paths are
 * only scored.
 */
export function jointPaths(
  map: CentreMap,
  rows: readonly JointRow[],
  given: readonly Int16Array[],
  rounds = ROUNDS,
): JointPaths {
  const search = new Search(map, rows, given);
  for (let round = 0; round < rounds; round++) {
    const before = search.score;
    for (let r = 0; r < rows.length; r++) search.trace(r, r);
    for (let apart = 1; apart <= PAIR_ROWS; apart++) {
      for (let r = 0; r + apart < rows.length; r++) {
        search.exchange(r, r + apart);
        search.trace(r, r + apart);
        search.trace(r + apart, r);
      }
    }
    if (search.score <= before + 0.5) break;
  }
  return search;
}

/** Every row's path as if it were alone. */
export function pathsAlone(map: CentreMap, rows: readonly JointRow[]): Int16Array[] {
  const none = new Uint8Array(map.values.length);
  return rows.map((row) => centrePath(map, none, row.from, row.to, row.startY, row.endY, row.costs));
}

const LEAST_GAIN = 0.05;

class Search {
  readonly paths: Int16Array[];
  score: number;
  readonly #map: CentreMap;
  readonly #rows: readonly JointRow[];
  /** How many rows explain a centre. */
  readonly #taken: Uint8Array;
  /** Costs of the paths, to be computed anew where they changed. */
  readonly #costs = new WeakMap<Int16Array, number>();
  /** Moves tried so far, when each kind of move was last tried, and when each row's path last changed. */
  #moves = 0;
  readonly #tried = new Map<number, number>();
  readonly #changed: number[];
  /** Outermost centres that some row explains. */
  #explained = 0;

  constructor(map: CentreMap, rows: readonly JointRow[], given: readonly Int16Array[]) {
    this.#map = map;
    this.#rows = rows;
    this.#taken = new Uint8Array(map.values.length);
    this.paths = [...given];
    this.#changed = rows.map(() => 0);
    this.paths.forEach((path, r) => {
      this.#paint(r, path, 1);
    });
    this.score = this.#total();
  }

  /** Traces one row, then another (or the same), anew with what the others explain taken; what does not gain is undone. */
  trace(first: number, second: number): void {
    if (!this.#open(first, second, first < second ? 0 : 1)) return;
    const order = first === second ? [first] : [first, second];
    const before = order.map((r) => this.paths[r] as Int16Array);
    order.forEach((r, i) => {
      this.#paint(r, before[i] as Int16Array, -1);
    });
    for (const r of order) {
      const row = this.#rows[r] as JointRow;
      const path = centrePath(this.#map, this.#taken, row.from, row.to, row.startY, row.endY, row.costs);
      this.paths[r] = path;
      this.#paint(r, path, 1);
    }
    this.#keepOrUndo(order, before);
  }

  /** Whether a move of two rows may gain: one of them or of those near has changed since it was last tried. */
  #open(a: number, b: number, kind: number): boolean {
    const key = (a * this.#rows.length + b) * 3 + kind;
    const tried = this.#tried.get(key) ?? -1;
    this.#tried.set(key, this.#moves);
    if (a !== b && tried < 0 && !pathsMeet(this.paths[a] as Int16Array, this.paths[b] as Int16Array)) return false;
    for (let r = Math.min(a, b) - NEAR_ROWS; r <= Math.max(a, b) + NEAR_ROWS; r++)
      if ((this.#changed[r] ?? -1) >= tried) return true;
    return false;
  }

  /** Exchanges two rows' paths between neighbouring places where they touch, wherever the whole gains. */
  exchange(a: number, b: number): void {
    if (!this.#open(a, b, 2)) return;
    let last = -1;
    for (let x = 0; x < this.#map.widthPx; x++) {
      const [pa, pb] = [this.paths[a] as Int16Array, this.paths[b] as Int16Array];
      if (!touch(pa, pb, x)) continue;
      if (last >= 0) {
        const [na, nb] = [pa.slice(), pb.slice()];
        na.set(pb.subarray(last + 1, x + 1), last + 1);
        nb.set(pa.subarray(last + 1, x + 1), last + 1);
        this.#paint(a, pa, -1);
        this.#paint(b, pb, -1);
        this.#paint(a, na, 1);
        this.#paint(b, nb, 1);
        this.paths[a] = na;
        this.paths[b] = nb;
        this.#keepOrUndo([a, b], [pa, pb]);
      }
      last = x;
    }
  }

  #keepOrUndo(order: readonly number[], before: readonly Int16Array[]): void {
    this.#moves++;
    const score = this.#total();
    if (score > this.score + LEAST_GAIN) {
      this.score = score;
      for (const r of order) this.#changed[r] = this.#moves;
      return;
    }
    for (const r of order) this.#paint(r, this.paths[r] as Int16Array, -1);
    order.forEach((r, i) => {
      const path = before[i] as Int16Array;
      this.paths[r] = path;
      this.#paint(r, path, 1);
    });
  }

  /** Takes the centres under a row's path and one pixel around it, or gives them back. */
  #paint(r: number, path: Int16Array, by: 1 | -1): void {
    const { widthPx, height, values } = this.#map;
    const { absent } = (this.#rows[r] as JointRow).costs;
    for (let x = 0; x < widthPx; x++) {
      if (absent[x] === 1) continue;
      const a = Math.min(path[x] as number, path[x + 1] as number) - 1;
      const b = Math.max(path[x] as number, path[x + 1] as number) + 1;
      for (let k = Math.max(0, x - 1); k < Math.min(widthPx, x + 2); k++) {
        for (let y = Math.max(0, a); y <= Math.min(height - 1, b); y++) {
          const at = y * widthPx + k;
          const count = this.#taken[at] as number;
          this.#taken[at] = count + by;
          if (values[at] === OUTER && (by > 0 ? count === 0 : count === 1)) this.#explained += by;
        }
      }
    }
  }

  #total(): number {
    let sum = this.#explained;
    this.#rows.forEach((row, r) => {
      const path = this.paths[r] as Int16Array;
      const known = this.#costs.get(path) ?? pathCost(this.#map, path, row);
      this.#costs.set(path, known);
      sum -= known;
    });
    return sum;
  }
}

/** Whether two paths of the same map touch anywhere. */
export function pathsMeet(a: Int16Array, b: Int16Array): boolean {
  for (let x = 0; x + 1 < a.length; x++) if (touch(a, b, x)) return true;
  return false;
}

function touch(a: Int16Array, b: Int16Array, x: number): boolean {
  const a0 = a[x] as number;
  const a1 = a[x + 1] as number;
  const b0 = b[x] as number;
  const b1 = b[x + 1] as number;
  return Math.max(a0, a1) + 1 >= Math.min(b0, b1) && Math.max(b0, b1) + 1 >= Math.min(a0, a1);
}

/** Costs of a path alone: height climbed, turns and bends, centres missed, distance from where it is expected. */
function pathCost(
  { widthPx, values }: CentreMap,
  path: Int16Array,
  { startY, endY, costs }: Pick<JointRow, 'startY' | 'endY' | 'costs'>,
): number {
  let sum =
    offEnd((path[0] as number) - startY, costs.startOff) + offEnd((path[widthPx] as number) - endY, costs.endOff);
  let direction = 0;
  for (let x = 0; x < widthPx; x++) {
    const a = path[x] as number;
    const b = path[x + 1] as number;
    sum += costs.slope * Math.abs(b - a) + (costs.away[b] as number);
    const off = Math.min(costs.mostOff, costs.offCost * Math.abs(b - (costs.expected[x] as number)));
    if (off > 0) sum += off;
    const turned = Math.sign(b - a);
    if (turned !== 0 && direction !== 0 && turned !== direction) sum += costs.turn;
    if (turned !== 0) direction = turned;
    if (x > 0) sum += BEND_COST * Math.min(MOST_BEND, Math.abs(b - 2 * a + (path[x - 1] as number)));
    if (costs.absent[x] === 1) continue;
    for (let y = Math.min(a, b); y <= Math.max(a, b); y++) if (values[y * widthPx + x] === NO_CENTRE) sum += BLANK_COST;
  }
  return sum;
}
