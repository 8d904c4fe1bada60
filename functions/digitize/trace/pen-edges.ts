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
  readonly #half: number;
  /** Of every sub-column: its node position, and the whole nodes from `first` to before `end` that the pen reaches from there. */
  readonly #at: Float64Array;
  readonly #first: Int32Array;
  readonly #end: Int32Array;
  /** The pen's half chord at each of these nodes, `stride` of them a sub-column. */
  readonly #chord: Float32Array;
  readonly #stride: number;

  /**
   * Heights `y` (read at every move) with `beyond` nodes at both ends that the pen does not reach, half the pen's width and the nodes' distance in px,
   * and the node positions of the columns' left edges: a line is drawn many times, and where its nodes stand in the columns stays.
   */
  constructor(y: Float32Array, beyond: number, half: number, stepPx: number, lefts: Float64Array) {
    this.#y = y;
    this.#half = half;
    const reach = half / stepPx;
    const step = 1 / stepPx / SUBCOLUMNS;
    const chords = Float32Array.from({ length: 65 }, (_, i) => half * Math.sqrt(1 - i / 64));
    const places = lefts.length * SUBCOLUMNS;
    this.#at = new Float64Array(places);
    this.#first = new Int32Array(places);
    this.#end = new Int32Array(places);
    this.#stride = Math.floor(2 * reach) + 2;
    this.#chord = new Float32Array(places * this.#stride);
    for (let place = 0; place < places; place++) {
      const left = lefts[Math.floor(place / SUBCOLUMNS)] as number;
      if (left < 0 || left + step * SUBCOLUMNS > y.length - 1) {
        this.#at[place] = Number.NaN;
        continue;
      }
      const at = left + ((place % SUBCOLUMNS) + 0.5) * step;
      const first = Math.max(beyond, Math.ceil(at - reach));
      const end = Math.min(y.length - 1 - beyond, Math.floor(at + reach)) + 1;
      this.#at[place] = at;
      this.#first[place] = first;
      this.#end[place] = end;
      for (let k = first; k < end; k++) {
        const d = (k - at) / reach;
        this.#chord[place * this.#stride + k - first] = chords[Math.round(64 * d * d)] as number;
      }
    }
  }

  /** Goes to a column; false when the nodes do not cover it. */
  move(column: number): boolean {
    const y = this.#y;
    const chords = this.#chord;
    const half = this.#half;
    if (Number.isNaN(this.#at[column * SUBCOLUMNS] as number)) return false;
    let top = Infinity;
    let bottom = -Infinity;
    for (let s = 0; s < SUBCOLUMNS; s++) {
      const place = column * SUBCOLUMNS + s;
      const at = this.#at[place] as number;
      const i = Math.floor(at);
      const t = at - i;
      const here = (y[i] as number) * (1 - t) + (y[i + 1] as number) * t;
      let highest = here - half;
      let lowest = here + half;
      let highestNode = at;
      let lowestNode = at;
      const end = this.#end[place] as number;
      for (let k = this.#first[place] as number, c = place * this.#stride; k < end; k++, c++) {
        const chord = chords[c] as number;
        const value = y[k] as number;
        const above = value - chord;
        const below = value + chord;
        if (above < highest) {
          highest = above;
          highestNode = k;
        }
        if (below > lowest) {
          lowest = below;
          lowestNode = k;
        }
      }
      this.upper[s] = highest;
      this.lower[s] = lowest;
      this.upperNode[s] = highestNode;
      this.lowerNode[s] = lowestNode;
      top = Math.min(top, this.upper[s] as number);
      bottom = Math.max(bottom, this.lower[s] as number);
    }
    this.top = top;
    this.bottom = bottom;
    return true;
  }
}
