import { emptyPlane, type Plane } from '../maths/plane.ts';
import type { NetworkView } from './network-view.ts';
import type { PageMaps } from './page-network.ts';

/** Coverage from which on a pixel counts as trace, and from which on fully. */
const FROM = 0.12;
const FULL = 0.4;

/** From this probability on a pixel lies under writing; this share of its ink stays, which the tracker takes for faint. */
const WRITING = 0.3;
/** From this probability on ink is a mark: trace, writing, bar and pulse together. */
const MARKED = 0.15;
const UNDER_WRITING = 0.65;

/** How the network's pixels lie on the frame's. */
export type ViewScale = Pick<NetworkView, 'perViewX' | 'perViewY'>;

/** The frame's ink without the grid. */
export interface TraceInk {
  /** Ink of traces, and of writing, which may hide a trace that it touches. */
  readonly ink: Plane;
  /** 1 where ink stayed only because it may be writing. */
  readonly written: Uint8Array;
  /** Ink of everything that the network knows: traces, writing, bars between columns, pulses; all ink where the grid is not in it. */
  readonly marks: Plane;
}

/**
 * The frame's ink where the network sees a trace or writing, so that the stroke's edges stay those of the page, sharper than
 * the network's own resolution. What the network says between its pixels is interpolated. `gridIsGone`: colour took the grid out of the ink, so
 * that the rims of strokes can be left in it.
 */
export function traceInk(ink: Plane, view: ViewScale, maps: PageMaps, gridIsGone: boolean): TraceInk {
  const { widthPx: w, heightPx: h, values } = ink;
  const trace = emptyPlane(w, h);
  const covers = gridIsGone ? widened(maps) : maps.trace;
  const written = new Uint8Array(w * h);
  const vw = maps.widthPx;
  const half = vw >> 1;
  const halfPlane = half * (maps.heightPx >> 1);
  const marks = gridIsGone ? ink : emptyPlane(w, h);
  const lastHalfRow = (maps.heightPx >> 1) - 1;
  const quiet = quietPlaces(covers, maps, gridIsGone);
  const left = new Int32Array(w);
  const share = new Float32Array(w);
  for (let x = 0; x < w; x++) {
    const vx = Math.min(vw - 1.001, Math.max(0, (x + 0.5) / view.perViewX - 0.5));
    left[x] = vx;
    share[x] = vx - (left[x] as number);
  }
  const nextLeft = pastSame(left);
  for (let y = 0; y < h; y++) {
    const vy = Math.min(maps.heightPx - 1.001, Math.max(0, (y + 0.5) / view.perViewY - 0.5));
    const y0 = Math.floor(vy);
    const v = vy - y0;
    const printRow = Math.min(lastHalfRow, y0 >> 1) * half;
    for (let x = 0; x < w; x++) {
      const i = y0 * vw + (left[x] as number);
      if (quiet[i] === 1) {
        x = (nextLeft[x] as number) - 1;
        continue;
      }
      const o = y * w + x;
      const value = values[o] as number;
      if (value === 0) continue;
      const u = share[x] as number;
      const upper = (covers[i] as number) * (1 - u) + (covers[i + 1] as number) * u;
      const lower = (covers[i + vw] as number) * (1 - u) + (covers[i + vw + 1] as number) * u;
      const covered = upper * (1 - v) + lower * v;
      const kept = covered >= FULL ? 1 : covered <= FROM ? 0 : (covered - FROM) / (FULL - FROM);
      const p = printRow + ((left[x] as number) >> 1);
      const text = maps.print[p] as number;
      if (!gridIsGone) {
        const mark = text + (maps.print[halfPlane + p] as number) + (maps.print[2 * halfPlane + p] as number) + covered;
        marks.values[o] = mark > MARKED ? value : value * kept;
      }
      if (kept < 1 && text > WRITING) {
        trace.values[o] = kept < 0.5 ? value * UNDER_WRITING : value;
        if (kept < 0.5) written[o] = 1;
      } else trace.values[o] = value * kept;
    }
  }
  return { ink: trace, written, marks };
}

/** Of every place the next one that holds another value. */
function pastSame(values: Int32Array): Int32Array {
  const next = new Int32Array(values.length).fill(values.length);
  for (let i = values.length - 2; i >= 0; i--) next[i] = values[i] === values[i + 1] ? (next[i + 1] as number) : i + 1;
  return next;
}

/**
 * 1 where nothing is kept between a pixel of the maps and the next ones to the right and below, most of a page: there is no trace, no writing, and, unless the marks are
 * known, nothing else.
 */
function quietPlaces(
  covers: Float32Array,
  { widthPx: w, heightPx: h, print }: PageMaps,
  marksAreKnown: boolean,
): Uint8Array {
  const quiet = new Uint8Array(w * h);
  const half = w >> 1;
  const plane = half * (h >> 1);
  const mostCovered = marksAreKnown ? FROM : Math.min(FROM, MARKED / 2);
  for (let y = 0; y + 1 < h; y++) {
    const printRow = (y >> 1) * half;
    for (let x = 0, i = y * w; x + 1 < w; x++, i++) {
      if (
        (covers[i] as number) > mostCovered ||
        (covers[i + 1] as number) > mostCovered ||
        (covers[i + w] as number) > mostCovered ||
        (covers[i + w + 1] as number) > mostCovered
      )
        continue;
      const p = printRow + (x >> 1);
      const text = print[p] as number;
      const isPlain = marksAreKnown
        ? text <= WRITING
        : text + (print[plane + p] as number) + (print[2 * plane + p] as number) <= MARKED / 2;
      if (isPlain) quiet[i] = 1;
    }
  }
  return quiet;
}

/** Planes of `print`. */
const PLANES = { text: 0, bar: 1, pulse: 2 } as const;

/** What the network says of text, of bars between columns or of calibration pulses at a frame pixel. */
export function printAt(
  { widthPx, heightPx, print }: PageMaps,
  view: ViewScale,
  of: keyof typeof PLANES,
): (x: number, y: number) => number {
  const [w, h] = [widthPx >> 1, heightPx >> 1];
  const first = PLANES[of] * w * h;
  const at = (frame: number, perView: number, size: number) =>
    Math.min(size - 1, Math.floor((frame + 0.5) / perView / 2));
  return (x, y) => print[first + at(y, view.perViewY, h) * w + at(x, view.perViewX, w)] as number;
}

/** The traces' coverage a pixel wider on all sides, so that the grey rims of strokes stay whole. */
function widened({ widthPx: w, heightPx: h, trace }: PageMaps): Float32Array {
  const across = new Float32Array(trace.length);
  for (let y = 0; y < h; y++) {
    let before = trace[y * w] as number;
    let here = before;
    for (let i = y * w, end = i + w - 1; i <= end; i++) {
      const next = i < end ? (trace[i + 1] as number) : here;
      across[i] = Math.max(before, here, next);
      before = here;
      here = next;
    }
  }
  const out = across.slice();
  for (let i = w; i < across.length - w; i++) {
    out[i] = Math.max(across[i - w] as number, across[i] as number, across[i + w] as number);
  }
  return out;
}
