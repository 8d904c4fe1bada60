import { emptyPlane } from '../../functions/digitize/maths/plane.ts';
import type { RowBand } from '../../functions/digitize/trace/row-trace.ts';
import type { Sight } from '../../functions/digitize/trace/sight.ts';

/** Pixels a millimetre. */
export const PITCH = { x: 8, y: 8 };
const STROKE_PX = 3;
const WIDTH = 400;

/** Heights at half columns of a row whose beats rise to `r` and then fall to `s` mm, narrow peaks around columns 100, 200 and 300 or as much later. */
export function beatHeights(baseline: number, r: number, s: number, laterPx = 0): Float64Array {
  const peak = (x: number, at: number, mm: number) => 8 * mm * Math.max(0, 1 - Math.abs(x - at) / 7);
  return Float64Array.from({ length: 2 * WIDTH + 1 }, (_, k) => {
    const x = k / 2;
    return [100, 200, 300].reduce(
      (y, beat) => y - peak(x, beat + laterPx - 7, r) + peak(x, beat + laterPx + 7, s),
      baseline,
    );
  });
}

/** What is seen of lines that a round pen drew on a plane of `heightPx`. */
export function sightOf(lines: readonly Float64Array[], heightPx: number): Sight {
  const ink = emptyPlane(WIDTH, heightPx);
  const reach = STROKE_PX / 2;
  for (const line of lines) {
    for (let k = 0; k + 1 < line.length; k++) {
      const steps = Math.ceil(4 * Math.abs(line[k + 1]! - line[k]!)) + 1;
      for (let i = 0; i < steps; i++) {
        const cx = (k + i / steps) / 2;
        const cy = line[k]! + ((line[k + 1]! - line[k]!) * i) / steps;
        for (let y = Math.floor(cy - reach); y <= cy + reach; y++)
          for (let x = Math.floor(cx - reach); x <= cx + reach; x++)
            if (x >= 0 && x < WIDTH && Math.hypot(x + 0.5 - cx, y + 0.5 - cy) < reach) ink.values[y * WIDTH + x] = 255;
      }
    }
  }
  return { ink, level: 255, strokePx: STROKE_PX, hidden: new Uint8Array(ink.values.length) };
}

/** The bands of rows that stand `spacePx` apart. */
export function bandsOf(baselines: readonly number[], spacePx: number, heightPx: number, crowded: boolean): RowBand[] {
  return baselines.map((baselinePx) => ({
    top: Math.max(0, baselinePx - spacePx),
    bottom: Math.min(heightPx, baselinePx + spacePx),
    left: 0,
    right: WIDTH,
    baselinePx,
    spaceAbovePx: spacePx,
    spaceBelowPx: spacePx,
    crowded,
  }));
}

/** Largest distance of a traced path from its line, but for what a column's slope leaves open. */
export function furthestOff(edgeY: Float32Array, line: Float64Array): number {
  let most = 0;
  edgeY.forEach((y, e) => {
    const near = [e - 1.5, e - 1, e - 0.5, e, e + 0.5, e + 1, e + 1.5].map(
      (x) => line[Math.round(2 * x)] ?? line[2 * e]!,
    );
    most = Math.max(most, Math.min(...near) - y, y - Math.max(...near));
  });
  return most;
}
