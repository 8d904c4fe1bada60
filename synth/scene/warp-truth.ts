import type { PageTruth } from '../types.ts';
import { fitHomography } from './homography.ts';
import { type Warp, warpPoint } from './warp.ts';

function boundingBox(quad: readonly number[]): readonly [number, number, number, number] {
  const xs = quad.filter((_, i) => i % 2 === 0);
  const ys = quad.filter((_, i) => i % 2 === 1);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}

/** The truth of a flat page carried through a warp: every point by the map that the pixels took. */
export function warpTruth(flat: PageTruth, warp: Warp, distortions: readonly string[]): PageTruth {
  const quad = ([x, y, w, h]: readonly [number, number, number, number]): number[] =>
    [
      [x, y],
      [x + w, y],
      [x + w, y + h],
      [x, y + h],
    ].flatMap(([px = 0, py = 0]) => [...warpPoint(warp, px, py)]);
  const inside = (x: number, y: number): boolean =>
    x >= -0.5 && y >= -0.5 && x <= warp.width - 0.5 && y <= warp.height - 0.5;
  const [middleX, middleY] = [flat.widthMm / 2, flat.heightMm / 2];
  const length = (dx: number, dy: number): number => {
    const [x0, y0] = warpPoint(warp, middleX - dx, middleY - dy);
    const [x1, y1] = warpPoint(warp, middleX + dx, middleY + dy);
    return Math.hypot(x1 - x0, y1 - y0);
  };
  const sheet: number[] = [];
  const picture: number[] = [];
  // Every seventh node fixes eight numbers well enough.
  for (let i = 0; i < warp.columns * warp.rows; i += 7) {
    sheet.push((i % warp.columns) * warp.cellMm[0], Math.floor(i / warp.columns) * warp.cellMm[1]);
    picture.push(warp.nodes[2 * i] ?? 0, warp.nodes[2 * i + 1] ?? 0);
  }
  return {
    ...flat,
    widthPx: warp.width,
    heightPx: warp.height,
    pitchPx: { x: length(5, 0) / 10, y: length(0, 5) / 10 },
    mmToPx: fitHomography(sheet, picture),
    pulses: flat.pulses.map((pulse) => ({ ...pulse, quadPx: quad(pulse.boxMm) })),
    texts: flat.texts.map((text) => {
      const quadPx = quad(text.boxMm);
      return { ...text, quadPx, boxPx: boundingBox(quadPx) };
    }),
    lines: flat.lines.map((line) => {
      const xPx = new Float64Array(line.xMm.length).fill(Number.NaN);
      const yPx = new Float64Array(line.xMm.length).fill(Number.NaN);
      for (let i = 0; i < xPx.length; i++) {
        const [x, y] = warpPoint(warp, line.xMm[i] ?? 0, line.yMm[i] ?? 0);
        if (!inside(x, y)) continue;
        xPx[i] = x;
        yPx[i] = y;
      }
      return { ...line, xPx, yPx };
    }),
    distortions,
  };
}
