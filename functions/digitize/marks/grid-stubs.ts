import type { Component, Runs } from '../maths/components.ts';
import { mean } from '../maths/mean.ts';
import type { Plane } from '../maths/plane.ts';
import { robustLine } from '../maths/robust-line.ts';
import { LEVEL_MM } from './row-extent.ts';
import type { Row } from './rows.ts';

/** Lengths of pieces of grid lines that are left beside a row, mm; longer ones would pass for a row of their own. */
const STUB_MM: readonly [number, number] = [1.2, 9];
/** A row's own pieces are longer than this in some place of it, mm. */
const TRACE_MM = 12;
/** A line of the grid is thinner than this share of the pen, */
const THIN = 0.65;
/** and, unlike what a heart or an open input writes, level and straight to this, px a px and px. */
const LEVEL_SLOPE = 0.02;
const STRAIGHT_PX = 0.12;

/**
 * Marks pieces of grid lines that were left of the ink just before or behind a row, where they would pass for its begin or its end: thinner than the pen,
 * level and straight. `level`: ink value of a full stroke.
 */
export function gridStubs(
  ink: Plane,
  runs: Runs,
  components: readonly Component[],
  rows: readonly Row[],
  { level, strokePx }: { readonly level: number; readonly strokePx: number },
  pitch: { readonly x: number; readonly y: number },
): number[] {
  const isLevelOn = ({ top, bottom }: Component, { baselinePx }: Row) =>
    Math.max(top - baselinePx, baselinePx - bottom) < LEVEL_MM * pitch.y;
  const lengthMm = ({ left, right }: Component) => (right + 1 - left) / pitch.x;
  return rows.flatMap((row) => {
    const onRow = [...components.entries()].filter(([, component]) => isLevelOn(component, row));
    const long = onRow.map(([, component]) => component).filter((component) => lengthMm(component) > TRACE_MM);
    const begin = Math.min(...long.map(({ left }) => left));
    const end = Math.max(...long.map(({ right }) => right));
    return onRow
      .filter(([, { left, right }]) => right < begin || left > end)
      .filter(([, component]) => lengthMm(component) >= STUB_MM[0] && lengthMm(component) <= STUB_MM[1])
      .filter(([id, component]) => isThinAndStraight(ink, runs, id, component, level, strokePx))
      .map(([id]) => id);
  });
}

function isThinAndStraight(
  { widthPx, heightPx, values }: Plane,
  runs: Runs,
  id: number,
  { left, right }: Component,
  level: number,
  strokePx: number,
): boolean {
  const [xs, ys]: [number[], number[]] = [[], []];
  let inked = 0;
  for (let x = left; x <= right; x++) {
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      if (runs.component[i] !== id) continue;
      let sum = 0;
      let moment = 0;
      const to = Math.min(heightPx, (runs.bottom[i] as number) + 1);
      for (let y = Math.max(0, (runs.top[i] as number) - 1); y < to; y++) {
        const value = values[y * widthPx + x] as number;
        sum += value;
        moment += value * y;
      }
      inked += sum;
      xs.push(x);
      ys.push(moment / Math.max(1, sum));
    }
  }
  if (inked > THIN * level * strokePx * (right + 1 - left)) return false;
  const { at, slope } = robustLine(xs, ys);
  const strayPx = Math.sqrt(mean(xs.map((x, i) => ((ys[i] as number) - at - slope * x) ** 2)));
  return Math.abs(slope) < LEVEL_SLOPE && strayPx < STRAIGHT_PX;
}
