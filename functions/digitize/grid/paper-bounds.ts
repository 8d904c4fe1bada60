import type { Plane } from '../maths/plane.ts';
import { type PaperMap, toMm } from './paper-map.ts';

/** A part of the paper, mm. */
export interface PaperBounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** No bound at all. */
export const UNBOUND: PaperBounds = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

/** All paper that the page shows. */
export function wholePage({ widthPx, heightPx }: Plane, map: PaperMap): PaperBounds {
  const [right, bottom] = [widthPx - 1, heightPx - 1];
  const edge = Array.from({ length: 21 }, (_, i) => i / 20).flatMap((share) => [
    toMm(map, share * right, 0),
    toMm(map, share * right, bottom),
    toMm(map, 0, share * bottom),
    toMm(map, right, share * bottom),
  ]);
  return around(edge);
}

/** What two parts have in common. */
export function common(a: PaperBounds, b: PaperBounds): PaperBounds {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

const CELL_PX = 32;
/** Ink of a cell that may be a stroke's: this many pixels of this value. */
const STROKE_VALUE = 40;
const STROKE_PX = 4;
/** What stands by ink is looked at as well. */
const MARGIN_MM = 8;

/** The paper that has any ink on it, with a margin: a sheet that lies at an angle leaves most of its upright picture blank. */
export function inkedPaper(ink: Plane, map: PaperMap): PaperBounds {
  const whole = wholePage(ink, map);
  const corners: [number, number][] = [];
  for (let top = 0; top < ink.heightPx; top += CELL_PX)
    for (let left = 0; left < ink.widthPx; left += CELL_PX) {
      if (!isInked(ink, left, top)) continue;
      const [right, bottom] = [left + CELL_PX, top + CELL_PX];
      corners.push(toMm(map, left, top), toMm(map, right, top), toMm(map, left, bottom), toMm(map, right, bottom));
    }
  if (corners.length === 0) return whole;
  const { left, top, right, bottom } = around(corners);
  return common(whole, {
    left: left - MARGIN_MM,
    top: top - MARGIN_MM,
    right: right + MARGIN_MM,
    bottom: bottom + MARGIN_MM,
  });
}

function isInked({ widthPx, heightPx, values }: Plane, left: number, top: number): boolean {
  const right = Math.min(widthPx, left + CELL_PX);
  const bottom = Math.min(heightPx, top + CELL_PX);
  let inked = 0;
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++)
      if ((values[y * widthPx + x] as number) >= STROKE_VALUE && ++inked >= STROKE_PX) return true;
  return false;
}

function around(points: readonly (readonly [x: number, y: number])[]): PaperBounds {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    bounds.left = Math.min(bounds.left, x);
    bounds.right = Math.max(bounds.right, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
  return bounds;
}
