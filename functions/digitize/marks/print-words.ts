import type { Component, Runs } from '../maths/components.ts';
import type { Plane } from '../maths/plane.ts';
import type { Row } from './rows.ts';

/** Frame px. */
export type Box = Pick<Component, 'left' | 'right' | 'top' | 'bottom'>;

/** A small printed thing (a letter or a word of letters standing close), frame px. */
export interface Word {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Indices of its components, left to right. */
  readonly parts: readonly number[];
}

/** Joins letter-sized components that stand on one line into words. */
export function findWords(components: readonly Component[], pitchX: number, pitchY: number): Word[] {
  const letters = components
    .map((component, index) => ({ ...component, index }))
    .filter((c) => {
      const width = (c.right - c.left + 1) / pitchX;
      const height = (c.bottom - c.top) / pitchY;
      return height >= 1.4 && height <= 5 && width >= 0.15 && width <= 11;
    })
    .sort((a, b) => a.left - b.left);
  const words: { left: number; right: number; top: number; bottom: number; parts: number[] }[] = [];
  for (const letter of letters) {
    const middle = (letter.top + letter.bottom) / 2;
    const word = words.findLast(
      (w) =>
        letter.left - w.right < 1.6 * pitchX &&
        letter.left - w.right > -2 * pitchX &&
        middle > w.top - 0.3 * pitchY &&
        middle < w.bottom + 0.3 * pitchY,
    );
    if (word === undefined) words.push({ ...pick(letter), parts: [letter.index] });
    else {
      word.right = Math.max(word.right, letter.right);
      word.top = Math.min(word.top, letter.top);
      word.bottom = Math.max(word.bottom, letter.bottom);
      word.parts.push(letter.index);
    }
  }
  return words;
}

function pick(c: Component): { left: number; right: number; top: number; bottom: number } {
  return { left: c.left, right: c.right, top: c.top, bottom: c.bottom };
}

const FAR_MM = 10;
const FAR_LETTERS = 4;

/** Words of four letters and more that stand over 10 mm from every row's baseline: the lines of the report around the traces. */
export function farWords(words: readonly Word[], rows: readonly Row[], pitchY: number): Word[] {
  return words.filter(
    ({ top, bottom, parts }) =>
      parts.length >= FAR_LETTERS &&
      rows.every(({ baselinePx }) => Math.abs((top + bottom) / 2 - baselinePx) > FAR_MM * pitchY),
  );
}

const COVER_MM = 14;

/**
 * Which components are print beside a trace rather than trace: small ones in whose columns a wide component also runs
 * within 14 mm. A piece of a broken trace is alone in its columns and stays.
 */
export function isPrint(runs: Runs, components: readonly Component[], pitchX: number, pitchY: number): Uint8Array {
  const flags = new Uint8Array(components.length);
  const columns = new Uint32Array(components.length);
  const covered = new Uint32Array(components.length);
  const last = new Int32Array(components.length).fill(-1);
  const small = components.map(
    (c) => c.right - c.left + 1 < 6 * pitchX && c.bottom - c.top < 5 * pitchY && c.bottom - c.top > 1.1 * pitchY,
  );
  for (let x = 0; x + 1 < runs.start.length; x++) {
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      const id = runs.component[i] as number;
      if (small[id] !== true || last[id] === x) continue;
      last[id] = x;
      columns[id] = (columns[id] as number) + 1;
      const own = components[id] as Component;
      for (let k = runs.start[x] as number; k < (runs.start[x + 1] as number); k++) {
        const other = components[runs.component[k] as number] as Component;
        const distance = Math.max((runs.top[k] as number) - own.bottom, own.top - (runs.bottom[k] as number));
        if (
          other.right - other.left > 2.5 * (own.right - own.left + pitchX) &&
          other !== own &&
          distance < COVER_MM * pitchY
        ) {
          covered[id] = (covered[id] as number) + 1;
          break;
        }
      }
    }
  }
  for (let id = 0; id < flags.length; id++) {
    if (small[id] === true && (covered[id] as number) >= 0.85 * (columns[id] as number)) flags[id] = 1;
  }
  return flags;
}

/** A piece of ink of which more than this share may be writing is writing; one that a wave touches is less so. */
const WRITTEN_SHARE = 0.5;
/** A wave that a letter of a lead's name hangs on has at least this share of their ink beside the name's place, which bars do not spread so far along the row, mm. */
const BESIDE_NAME = { share: 0.3, widthMm: 1.5 } as const;

/**
 * Which components are writing by what the network sees. A letter that touches a trace belongs to the trace's component and stays: the tracker passes it. However
 * short the trace is, it stays where what lies beside the name is none.
 */
export function isWriting(
  runs: Runs,
  components: readonly Component[],
  { written }: { readonly written: Uint8Array },
  { widthPx }: Plane,
  names: readonly Box[],
  pitchX: number,
): Uint8Array {
  const beside = new InkCounts(components.length, written, widthPx);
  const atNames = new InkCounts(components.length, written, widthPx);
  for (let x = 0; x + 1 < runs.start.length; x++) {
    const over = names.filter(({ left, right }) => x >= left && x <= right);
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      const id = runs.component[i] as number;
      const top = runs.top[i] as number;
      const bottom = runs.bottom[i] as number;
      const name = over.find((box) => box.top < bottom && box.bottom > top);
      const from = Math.max(top, Math.min(bottom, Math.ceil(name?.top ?? bottom)));
      const to = Math.max(from, Math.min(bottom, Math.ceil(name?.bottom ?? bottom)));
      beside.count(id, x, top, from);
      atNames.count(id, x, from, to);
      beside.count(id, x, to, bottom);
    }
  }
  return Uint8Array.from(components, (_, id) => {
    const area = beside.area(id) + atNames.area(id);
    if (beside.writing(id) + atNames.writing(id) <= WRITTEN_SHARE * area) return 0;
    const isWave = beside.area(id) > BESIDE_NAME.share * area && beside.widthPx(id) > BESIDE_NAME.widthMm * pitchX;
    return isWave && beside.writing(id) <= WRITTEN_SHARE * beside.area(id) ? 0 : 1;
  });
}

/** How much ink components have, in how many columns, and how much of it is written. */
class InkCounts {
  readonly #written: Uint8Array;
  readonly #rowPx: number;
  readonly #area: Uint32Array;
  readonly #writing: Uint32Array;
  readonly #columns: Uint32Array;
  readonly #last: Int32Array;

  constructor(components: number, written: Uint8Array, rowPx: number) {
    this.#written = written;
    this.#rowPx = rowPx;
    this.#area = new Uint32Array(components);
    this.#writing = new Uint32Array(components);
    this.#columns = new Uint32Array(components);
    this.#last = new Int32Array(components).fill(-1);
  }

  /** Counts a component's ink in column `x` from `top` to above `bottom`; columns come in their order. */
  count(component: number, x: number, top: number, bottom: number): void {
    if (top >= bottom) return;
    let writing = 0;
    for (let y = top; y < bottom; y++) writing += this.#written[y * this.#rowPx + x] as number;
    this.#area[component] = this.area(component) + bottom - top;
    this.#writing[component] = this.writing(component) + writing;
    if (this.#last[component] !== x) this.#columns[component] = this.widthPx(component) + 1;
    this.#last[component] = x;
  }

  area(component: number): number {
    return this.#area[component] as number;
  }

  writing(component: number): number {
    return this.#writing[component] as number;
  }

  widthPx(component: number): number {
    return this.#columns[component] as number;
  }
}
