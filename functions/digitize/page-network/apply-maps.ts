import { emptyPlane, type Plane } from '../plane.ts';
import type { NetworkView } from './network-view.ts';
import type { PageMaps } from './page-network.ts';

/** The frame's ink taken apart by what the network says of it. */
export interface PartedInk {
  /** Ink of the traces alone. */
  readonly trace: Plane;
  /** Ink of traces and print: the grid and what lies around the page are gone. */
  readonly print: Plane;
}

/** Coverage from which on a pixel counts as trace, and from which on fully. */
const FROM = 0.12;
const FULL = 0.4;
/** The same for text, bars and pulses, which are told by area and not by stroke. */
const PRINT_FROM = 0.25;
const PRINT_FULL = 0.6;

/**
 * Keeps the frame's ink where the network sees a trace (or print), so that the stroke's edges stay those of the page, sharper than the network's
 * own resolution. What the network says between its pixels is interpolated.
 */
export function partInk(ink: Plane, view: NetworkView, maps: PageMaps): PartedInk {
  const { widthPx: w, heightPx: h, values } = ink;
  const trace = emptyPlane(w, h);
  const print = emptyPlane(w, h);
  const vw = maps.widthPx;
  const half = vw >> 1;
  const halfPlane = half * (maps.heightPx >> 1);
  const left = new Int32Array(w);
  const share = new Float32Array(w);
  for (let x = 0; x < w; x++) {
    const vx = Math.min(vw - 1.001, Math.max(0, (x + 0.5) / view.perViewX - 0.5));
    left[x] = vx;
    share[x] = vx - (left[x] as number);
  }
  for (let y = 0; y < h; y++) {
    const vy = Math.min(maps.heightPx - 1.001, Math.max(0, (y + 0.5) / view.perViewY - 0.5));
    const y0 = Math.floor(vy);
    const v = vy - y0;
    const rowBase = y0 * vw;
    const printBase = Math.min((maps.heightPx >> 1) - 1, y0 >> 1) * half;
    for (let x = 0; x < w; x++) {
      const o = y * w + x;
      const value = values[o] as number;
      if (value === 0) continue;
      const i = rowBase + (left[x] as number);
      const u = share[x] as number;
      const upper = (maps.trace[i] as number) * (1 - u) + (maps.trace[i + 1] as number) * u;
      const lower = (maps.trace[i + vw] as number) * (1 - u) + (maps.trace[i + vw + 1] as number) * u;
      const traced = ramp(upper * (1 - v) + lower * v, FROM, FULL);
      const p = printBase + ((left[x] as number) >> 1);
      const marked = Math.max(
        maps.print[p] as number,
        maps.print[halfPlane + p] as number,
        maps.print[2 * halfPlane + p] as number,
      );
      trace.values[o] = value * traced;
      print.values[o] = value * Math.max(traced, ramp(marked, PRINT_FROM, PRINT_FULL));
    }
  }
  return { trace, print };
}

function ramp(value: number, from: number, to: number): number {
  return value <= from ? 0 : value >= to ? 1 : (value - from) / (to - from);
}
