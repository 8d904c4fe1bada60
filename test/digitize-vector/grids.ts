import { pt } from './pens.ts';

/** Ways in which makers of PDFs draw millimetre paper; `pattern` needs `patternTile()` as the page's first pattern. */
export type Grid =
  | 'fine'
  | 'five'
  | 'both'
  | 'one-path'
  | 'rectangles'
  | 'cells'
  | 'dashed'
  | 'dots'
  | 'pattern'
  | 'pieces'
  | 'none';

/** Step of the tile of `pattern`: 5 mm. */
export const PATTERN_STEP_PT = (5 * 72) / 25.4;
const EDGES = { left: 10, right: 290, bottom: 20, top: 200 };

/** The content of a tile of the pattern. */
export function patternTile(): string {
  const lines = [0, 1, 2, 3, 4].flatMap((i) => [
    `${pt(i)} 0 m ${pt(i)} ${pt(5)} l S`,
    `0 ${pt(i)} m ${pt(5)} ${pt(i)} l S`,
  ]);
  return `0.95 0.7 0.7 RG 0.2 w\n${lines.join('\n')}`;
}

/** The operators that draw the paper's grid. */
export function gridContent(kind: Grid): string {
  const { left, right, bottom, top } = EDGES;
  const every = kind === 'five' || kind === 'cells' ? 5 : 1;
  const out = ['0.95 0.7 0.7 RG 0.95 0.7 0.7 rg 0.2 w'];
  const box = `${pt(left)} ${pt(bottom)} ${pt(right - left)} ${pt(top - bottom)} re`;
  switch (kind) {
    case 'none':
      return '';
    case 'pattern':
      return `/Pattern cs /P0 scn ${box} f`;
    case 'dots':
      for (let x = left; x <= right; x++)
        for (let y = bottom; y <= top; y++) out.push(`${pt(x)} ${pt(y)} 0.2 0.2 re f`);
      return out.join('\n');
    case 'cells':
      for (let x = left; x < right; x += every)
        for (let y = bottom; y < top; y += every) out.push(`${pt(x)} ${pt(y)} ${pt(every)} ${pt(every)} re S`);
      return out.join('\n');
  }
  if (kind === 'both') out.push(gridContent('five').replace('0.2 w', '0.4 w'), '0.2 w');
  for (let x = left; x <= right; x += every) out.push(line(kind, x, bottom, x, top));
  for (let y = bottom; y <= top; y += every) out.push(line(kind, left, y, right, y));
  if (kind === 'one-path') out.push('S');
  return kind === 'dashed' ? `q [0.6 0.6] 0 d\n${out.join('\n')} Q` : out.join('\n');
}

function line(kind: Grid, x0: number, y0: number, x1: number, y1: number): string {
  const [width, height] = [Math.max(x1 - x0, 0.1), Math.max(y1 - y0, 0.1)];
  if (kind === 'rectangles') return `${pt(x0)} ${pt(y0)} ${pt(width)} ${pt(height)} re f`;
  if (kind === 'one-path') return `${pt(x0)} ${pt(y0)} m ${pt(x1)} ${pt(y1)} l`;
  if (kind === 'pieces') {
    // A line a cell of 5 mm, as a drawing of cells without their shared sides.
    const steps = Math.round((width + height) / 5);
    const at = (i: number) => `${pt(x0 + ((x1 - x0) * i) / steps)} ${pt(y0 + ((y1 - y0) * i) / steps)}`;
    return Array.from({ length: steps }, (_, i) => `${at(i)} m ${at(i + 1)} l S`).join('\n');
  }
  return `${pt(x0)} ${pt(y0)} m ${pt(x1)} ${pt(y1)} l S`;
}
