import type { PaperBounds } from '../grid/paper-bounds.ts';
import type { PaperMap } from '../grid/paper-map.ts';
import { findComponents } from '../maths/components.ts';
import type { Plane } from '../maths/plane.ts';
import { frameMm } from './frame-mm.ts';
import type { Frame } from './rectify.ts';

/** The grid goes on beyond the middles of its outermost cells for less than this, mm. */
const EDGE_MM = 5;
/** Waves that begin on the grid reach no further beyond it, mm. */
const WAVE_MM = 7;
/** Ink from this value on may be a wave's. */
const WAVE_VALUE = 30;

/**
 * The frame with nothing above and below its grid but the waves that reach there from it: no trace runs along the headlines of a slide or a report, or in
 * the window of a program. `ends` is where the grid ends, mm, unbound where that is not known.
 */
export function onGrid(frame: Frame, map: PaperMap, { top, bottom }: PaperBounds): Frame {
  const { ink, pitchPx, toPage } = frame;
  const { rowAt } = frameMm(frame, map);
  const [from, gridTop] = [rowAt(top - EDGE_MM - WAVE_MM), rowAt(top - EDGE_MM)];
  const [gridBottom, to] = [rowAt(bottom + EDGE_MM), rowAt(bottom + EDGE_MM + WAVE_MM)];
  if ((gridTop === 0 && gridBottom === ink.heightPx) || gridTop >= gridBottom) return frame;
  const { widthPx, values } = ink;
  const kept = values.slice(from * widthPx, to * widthPx);
  const part = (first: number, end: number): Plane => ({
    widthPx,
    heightPx: end - first,
    values: kept.subarray((first - from) * widthPx, (end - from) * widthPx),
  });
  keepWaves(part(from, gridTop), gridTop - from - 1);
  keepWaves(part(gridBottom, to), 0);
  return { ink: { widthPx, heightPx: to - from, values: kept }, pitchPx, toPage: (x, y) => toPage(x, y + from) };
}

/** Blanks what does not hang together with ink at the height `from`. */
function keepWaves(plane: Plane, from: number): void {
  const { widthPx: w, heightPx: h, values } = plane;
  if (h === 0) return;
  const { runs, components } = findComponents(plane, WAVE_VALUE);
  const as = values.slice();
  values.fill(0);
  for (let x = 0; x < w; x++)
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      const component = components[runs.component[i] as number];
      if (component === undefined || component.top > from || component.bottom <= from) continue;
      const end = Math.min(h, (runs.bottom[i] as number) + 1);
      for (let y = Math.max(0, (runs.top[i] as number) - 1); y < end; y++) {
        const [left, right] = [y * w + Math.max(0, x - 1), y * w + Math.min(w, x + 2)];
        values.set(as.subarray(left, right), left);
      }
    }
}
