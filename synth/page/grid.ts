import type { Item, Rgb } from './drawing.ts';
import type { PageSpec } from './page-spec.ts';

function lines(
  vertical: boolean,
  positions: readonly number[],
  from: number,
  to: number,
  widthMm: number,
  color: Rgb,
  opacity: number,
): Item {
  const points = Float64Array.from(positions.flatMap((at) => (vertical ? [at, from, at, to] : [from, at, to, at])));
  return { kind: 'segments', role: vertical ? 'grid-vertical' : 'grid-horizontal', points, widthMm, color, opacity };
}

/** Dots of the 1 mm lattice along the lines of one direction, as short strokes a dot long. */
function dots(vertical: boolean, positions: readonly number[], from: number, to: number, spec: PageSpec): Item {
  const length = 0.12;
  const points: number[] = [];
  for (const at of positions)
    for (let along = from; along <= to + 1e-6; along += vertical ? 1 : 0.5)
      if (vertical) points.push(at, along - length / 2, at, along + length / 2);
      else points.push(along - length / 2, at, along + length / 2, at);
  return {
    kind: 'segments',
    role: vertical ? 'grid-vertical' : 'grid-horizontal',
    points: Float64Array.from(points),
    widthMm: 0.14,
    color: spec.gridColor,
    opacity: spec.fineOpacity,
  };
}

/** The paper's grid within its box: lines at every mm from the box's corner, each fifth one heavier. */
export function gridItems(spec: PageSpec): Item[] {
  if (spec.grid === 'none') return [];
  const [left, top, width, height] = spec.gridBoxMm;
  const items: Item[] = [];
  for (const vertical of [false, true]) {
    const start = vertical ? left : top;
    const count = Math.floor((vertical ? width : height) + 1e-6);
    const [from, to] = vertical ? [top, top + height] : [left, left + width];
    const all = Array.from({ length: count + 1 }, (_, i) => start + i);
    const fine = all.filter((_, i) => i % 5 !== 0);
    const coarse = all.filter((_, i) => i % 5 === 0);
    if (spec.grid === 'full')
      items.push(lines(vertical, fine, from, to, spec.fineMm, spec.gridColor, spec.fineOpacity));
    if (spec.grid === 'dotted') {
      items.push(dots(vertical, fine, from, to, spec));
      items.push(dots(vertical, coarse, from, to, { ...spec, fineOpacity: 1 }));
    } else items.push(lines(vertical, coarse, from, to, spec.coarseMm, spec.gridColor, 1));
  }
  return items;
}
