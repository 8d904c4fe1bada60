import { type PaperMap, toMm } from '../grid/paper-map.ts';
import type { Frame } from './rectify.ts';

/** Where millimetres of the paper lie in a frame: whole columns and rows, the nearest where the frame does not show them. */
export function frameMm({ ink, pitchPx, toPage }: Frame, map: PaperMap) {
  const { widthPx: w, heightPx: h } = ink;
  const leftMm = toMm(map, ...toPage(0, h / 2))[0];
  const topMm = toMm(map, ...toPage(w / 2, 0))[1];
  const within = (px: number, end: number) => Math.round(Math.min(end, Math.max(0, px)));
  return {
    columnAt: (mm: number): number => within((mm - leftMm) * pitchPx.x, w),
    rowAt: (mm: number): number => within((mm - topMm) * pitchPx.y, h),
  };
}
