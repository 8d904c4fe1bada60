/** A piece of a line, x0, y0, x1, y1 …, and the pen that drew it. */
export interface PenPiece {
  readonly pen: string;
  readonly points: ArrayLike<number>;
}

/** A line that grows at both ends. */
interface Chain {
  readonly pen: string;
  /** Points before `after`, last one first; each as y, x. */
  readonly before: number[];
  readonly after: number[];
}

/** Lengths in pixels by which pieces are told to be one line. */
export interface JoinLimits {
  /** Ends this close touch. */
  readonly touching: number;
  /** A dot this far to the right goes on with a line of dots. */
  readonly dotStep: number;
  /** Whether a piece is a whole lead: two of them may touch without being one. */
  readonly isLong: (points: ArrayLike<number>) => boolean;
}

/**
 * Joins pieces of one pen where their ends touch, in whatever order and direction they are drawn: one segment a path,
 * all leads in turn, or backwards. Answers the points of every line.
 */
export function joinPieces(pieces: Iterable<PenPiece>, limits: JoinLimits): PenPiece[] {
  const chains: Chain[] = [];
  const ends = new EndIndex(limits.touching);
  const lastOfPen = new Map<string, Chain>();
  for (const { pen, points } of pieces) {
    const last = lastOfPen.get(pen);
    if (last !== undefined && isNextDot(last.after, points, limits.dotStep)) {
      last.after.push(points[0] as number, points[1] as number);
      continue;
    }
    const found = touchingEnd(last, points, limits.touching) ?? ends.find(pen, points);
    const areLeads = found !== null && limits.isLong(points) && limits.isLong(pointsOf(found.chain));
    if (found === null || areLeads) {
      const chain: Chain = { pen, before: [], after: Array.from(points) };
      chains.push(chain);
      lastOfPen.set(pen, chain);
      ends.add(chain);
      continue;
    }
    grow(found, points);
    lastOfPen.set(pen, found.chain);
    ends.add(found.chain);
  }
  return chains.map((chain) => ({ pen: chain.pen, points: pointsOf(chain) }));
}

/** Where a piece goes on: which end of the chain, and whether the piece must be turned round. */
interface Joint {
  readonly chain: Chain;
  readonly atEnd: boolean;
  readonly reversed: boolean;
}

function grow({ chain, atEnd, reversed }: Joint, points: ArrayLike<number>): void {
  const count = points.length / 2;
  for (let i = 1; i < count; i++) {
    const at = 2 * (reversed ? count - 1 - i : i);
    if (atEnd) chain.after.push(points[at] as number, points[at + 1] as number);
    else chain.before.push(points[at + 1] as number, points[at] as number);
  }
}

function pointsOf({ before, after }: Chain): ArrayLike<number> {
  return before.length === 0 ? after : [...before.toReversed(), ...after];
}

/** Whether a path is a dot, and the next one to the right of a trace that is printed dot by dot. */
function isNextDot(before: readonly number[], points: ArrayLike<number>, step: number): boolean {
  if (points.length > 4 || points[0] !== points[2] || points[1] !== points[3]) return false;
  const dx = (points[0] as number) - (before.at(-2) as number);
  return dx >= 0 && dx <= step;
}

/** The usual case: the piece begins where the last one of its pen ended. */
function touchingEnd(last: Chain | undefined, points: ArrayLike<number>, touching: number): Joint | null {
  if (last === undefined) return null;
  const dx = (points[0] as number) - (last.after.at(-2) as number);
  const dy = (points[1] as number) - (last.after.at(-1) as number);
  return Math.hypot(dx, dy) <= touching ? { chain: last, atEnd: true, reversed: false } : null;
}

/** Ends of chains by place; places that chains have grown away from are found stale when they are looked up. */
class EndIndex {
  readonly #cells = new Map<string, { chain: Chain; atEnd: boolean }[]>();
  readonly #size: number;

  constructor(touching: number) {
    this.#size = Math.max(touching, 1e-3);
  }

  add(chain: Chain): void {
    for (const atEnd of [true, false]) {
      const [x, y] = endOf(chain, atEnd);
      const key = this.#key(chain.pen, Math.round(x / this.#size), Math.round(y / this.#size));
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [{ chain, atEnd }]);
      else if (cell.at(-1)?.chain !== chain || cell.at(-1)?.atEnd !== atEnd) cell.push({ chain, atEnd });
    }
  }

  find(pen: string, points: ArrayLike<number>): Joint | null {
    const first = [points[0], points[1]] as [number, number];
    const last = [points[points.length - 2], points[points.length - 1]] as [number, number];
    for (const [place, reversed] of [
      [first, false],
      [last, true],
    ] as const) {
      const near = this.#near(pen, place);
      if (near !== null) return { ...near, reversed };
    }
    return null;
  }

  #near(pen: string, [x, y]: readonly [number, number]): { chain: Chain; atEnd: boolean } | null {
    const [column, row] = [Math.round(x / this.#size), Math.round(y / this.#size)];
    let best: { chain: Chain; atEnd: boolean } | null = null;
    let closest = this.#size;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const entry of this.#cells.get(this.#key(pen, column + dx, row + dy)) ?? []) {
          const [ex, ey] = endOf(entry.chain, entry.atEnd);
          const distance = Math.hypot(ex - x, ey - y);
          if (distance <= closest) [best, closest] = [entry, distance];
        }
      }
    }
    return best;
  }

  #key(pen: string, column: number, row: number): string {
    return `${pen} ${column} ${row}`;
  }
}

function endOf({ before, after }: Chain, atEnd: boolean): readonly [number, number] {
  if (atEnd) return [after.at(-2) as number, after.at(-1) as number];
  return before.length > 0
    ? [before.at(-1) as number, before.at(-2) as number]
    : [after[0] as number, after[1] as number];
}
