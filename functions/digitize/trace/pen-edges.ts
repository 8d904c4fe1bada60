const SUBCOLUMNS = 4;

/** Upper and lower envelope of a round pen drawn along a line of nodes, at the sub-columns of one pixel column. */
export class PenEdges {
  readonly upper = new Float32Array(SUBCOLUMNS);
  readonly lower = new Float32Array(SUBCOLUMNS);
  /** The (fractional) nodes that make the envelopes. */
  readonly upperNode = new Float32Array(SUBCOLUMNS);
  readonly lowerNode = new Float32Array(SUBCOLUMNS);
  /** Highest and lowest point of the column. */
  top = 0;
  bottom = 0;
  readonly #y: Float32Array;
  readonly #beyond: number;
  readonly #half: number;
  readonly #reach: number;
  readonly #step: number;
  readonly #chord: Float32Array;

  /** Heights `y` (read at every move) with `beyond` nodes at both ends that the pen does not reach, half the pen's width and the nodes' distance in px. */
  constructor(y: Float32Array, beyond: number, half: number, stepPx: number) {
    this.#y = y;
    this.#beyond = beyond;
    this.#half = half;
    this.#reach = half / stepPx;
    this.#step = 1 / stepPx / SUBCOLUMNS;
    this.#chord = Float32Array.from({ length: 65 }, (_, i) => half * Math.sqrt(1 - i / 64));
  }

  /** Goes to the column whose left edge is at node position `left`; false when the nodes do not cover it. */
  move(left: number): boolean {
    const y = this.#y;
    if (left < 0 || left + this.#step * SUBCOLUMNS > y.length - 1) return false;
    this.top = Infinity;
    this.bottom = -Infinity;
    for (let s = 0; s < SUBCOLUMNS; s++) {
      this.#envelope(s, left + (s + 0.5) * this.#step);
      this.top = Math.min(this.top, this.upper[s] as number);
      this.bottom = Math.max(this.bottom, this.lower[s] as number);
    }
    return true;
  }

  #envelope(s: number, at: number): void {
    const y = this.#y;
    const i = Math.floor(at);
    const t = at - i;
    const here = (y[i] as number) * (1 - t) + (y[i + 1] as number) * t;
    let highest = here - this.#half;
    let lowest = here + this.#half;
    let highestNode = at;
    let lowestNode = at;
    const to = Math.min(y.length - 1 - this.#beyond, Math.floor(at + this.#reach));
    for (let k = Math.max(this.#beyond, Math.ceil(at - this.#reach)); k <= to; k++) {
      const d = (k - at) / this.#reach;
      const chord = this.#chord[Math.round(64 * d * d)] as number;
      const value = y[k] as number;
      if (value - chord < highest) {
        highest = value - chord;
        highestNode = k;
      }
      if (value + chord > lowest) {
        lowest = value + chord;
        lowestNode = k;
      }
    }
    this.upper[s] = highest;
    this.lower[s] = lowest;
    this.upperNode[s] = highestNode;
    this.lowerNode[s] = lowestNode;
  }
}
